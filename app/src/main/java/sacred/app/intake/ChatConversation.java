package sacred.app.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sacred.timeline.Event;

/**
 * One conversation of an OpenAI chat export: the messages from its first to its current one. Other branches, which begin where an answer
 * was asked for again or a prompt was edited, are counted. Pure.
 *
 * @param id as OpenAI names it; empty where it has none
 * @param title as its user sees it; may be empty
 * @param begun when it was begun; of its first message where it does not say so itself, empty where that does not either
 * @param events none when nothing was said in it
 * @param branches how many were left out
 * @param notText how many parts of messages were no text; each has a mark in its place
 * @param notes what is worth knowing of how it was read
 */
public record ChatConversation(
        Optional<String> id,
        String title,
        Optional<Instant> begun,
        List<Event.Durable> events,
        int branches,
        int notText,
        List<String> notes) {

    /** @param now the time of what has none at all */
    static ChatConversation of(JsonNode root, Instant now) throws Unreadable {
        JsonNode mapping = root.path("mapping");
        if (!mapping.isObject()) {
            throw new Unreadable("it has no mapping of messages");
        }
        List<String> notes = new ArrayList<>();
        String current = root.path("current_node").asText("");
        if (!mapping.isEmpty() && !mapping.has(current)) {
            current = newest(mapping);
            notes.add("The export does not say which of its messages is the current one; the newest was taken.");
        }
        List<JsonNode> path = path(mapping, current);
        String first = path.isEmpty() ? "" : path.getFirst().path("parent").asText("");
        if (!first.isEmpty()) {
            notes.add("The beginning of this conversation is not in the export.");
        }
        int branches = branches(mapping, path);
        if (branches > 0) {
            notes.add(branches + (branches == 1 ? " other branch" : " other branches")
                    + " of this conversation, answers that were asked for again or prompts that were edited,"
                    + (branches == 1 ? " was" : " were") + " left out.");
        }
        List<JsonNode> messages = path.stream()
                .map(node -> node.path("message"))
                .filter(JsonNode::isObject)
                .toList();
        Optional<Instant> begun = ChatContent.time(root.path("create_time"))
                .or(() -> messages.stream()
                        .flatMap(m -> ChatContent.time(m.path("create_time")).stream())
                        .findFirst());
        ChatTurns turns =
                new ChatTurns(begun.orElse(now), root.path("default_model_slug").asText(""));
        messages.forEach(turns::take);
        Optional<String> id = Optional.of(
                        root.path("conversation_id").asText(root.path("id").asText("")))
                .filter(text -> !text.isEmpty());
        String title = ChatContent.string(root, "title").strip();
        return new ChatConversation(id, title, begun, turns.events(), branches, turns.notText(), notes);
    }

    /** From the first message to the last, along the parents. */
    private static List<JsonNode> path(JsonNode mapping, String last) throws Unreadable {
        List<JsonNode> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String id = last;
                mapping.has(id);
                id = path.getLast().path("parent").asText("")) {
            if (!seen.add(id)) {
                throw new Unreadable("its messages follow one another in a circle");
            }
            path.add(mapping.path(id));
        }
        Collections.reverse(path);
        return path;
    }

    private static String newest(JsonNode mapping) {
        Comparator<Map.Entry<String, JsonNode>> byTime = Comparator.comparing(
                node -> ChatContent.time(node.getValue().path("message").path("create_time"))
                        .orElse(Instant.MIN));
        return mapping.properties().stream().max(byTime).map(Map.Entry::getKey).orElse("");
    }

    /** Each ends with a message that nothing follows. */
    private static int branches(JsonNode mapping, List<JsonNode> path) {
        Set<String> followed = new HashSet<>();
        mapping.forEach(node -> followed.add(node.path("parent").asText("")));
        Set<JsonNode> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(path);
        int branches = 0;
        for (Map.Entry<String, JsonNode> node : mapping.properties()) {
            boolean said = node.getValue().path("message").isObject();
            branches += said && !taken.contains(node.getValue()) && !followed.contains(node.getKey()) ? 1 : 0;
        }
        return branches;
    }
}
