package sacred.app.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ulid;

/**
 * Messages of an OpenAI chat export, in order, as turns: a turn begins with what the user said and has all that was said until the user
 * speaks again. Nobody measured how long anything took, what it used or what it cost, so all of that is unknown. Not thread-safe.
 */
final class ChatTurns {

    /** Not {@code openai}: what was answered there is not what a server of that API answers. */
    private static final String PROVIDER = "chatgpt";

    private static final String NO_TIME = "Its time is not in the export; it stands at that of what was before it.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Event.Durable> events = new ArrayList<>();
    private final String usualModel;
    private Instant last;
    private int turn;
    private int notText;
    /** For the next prompt: what the user had told the program before it. */
    private final List<String> before = new ArrayList<>();

    private boolean open;
    private final List<String> answer = new ArrayList<>();
    private final List<String> thoughts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<ToolRun> tools = new ArrayList<>();
    private String model = "";
    private Optional<String> finish = Optional.empty();
    /** When the first message came that is not the user's. */
    private Optional<Instant> firstAt = Optional.empty();

    /**
     * @param begun the time of whatever has none, until the first that has
     * @param usualModel of an answer that does not name its model; may be empty
     */
    ChatTurns(Instant begun, String usualModel) {
        this.last = begun;
        this.usualModel = usualModel;
    }

    int notText() {
        return notText;
    }

    List<Event.Durable> events() {
        notes.addAll(before);
        close();
        return List.copyOf(events);
    }

    void take(JsonNode message) {
        JsonNode content = message.path("content");
        ChatContent said = ChatContent.of(content);
        Optional<Instant> at = ChatContent.time(message.path("create_time"));
        String type = content.path("content_type").asText("");
        String role = message.path("author").path("role").asText("");
        switch (role) {
            case "user" -> user(message, said, at, type);
            case "assistant" -> answer(message, said, at, type);
            case "tool" -> result(message, said, at);
            case "system" -> note("It was asked with the system prompt: ", said.text());
            default -> note("A message of the role \"" + role + "\" said: ", said.text());
        }
    }

    private void user(JsonNode message, ChatContent said, Optional<Instant> at, String type) {
        if (type.equals("user_editable_context")) {
            context(message.path("content"));
        } else if (hidden(message)) {
            note("A message that its user did not see said: ", said.text());
        } else {
            ask(message, said, at);
        }
    }

    private static boolean hidden(JsonNode message) {
        return message.path("metadata")
                .path("is_visually_hidden_from_conversation")
                .asBoolean();
    }

    private void context(JsonNode content) {
        note("It was asked with what the user had told of himself: ", ChatContent.string(content, "user_profile"));
        note("It was asked with the user's instructions: ", ChatContent.string(content, "user_instructions"));
    }

    private void note(String what, String text) {
        if (!text.isBlank()) {
            before.add(what + text.strip());
        }
    }

    private void ask(JsonNode message, ChatContent said, Optional<Instant> at) {
        close();
        List<String> told = new ArrayList<>();
        for (JsonNode file : message.path("metadata").path("attachments")) {
            told.add("It was sent with a file that is not in the export: " + ChatContent.string(file, "name"));
        }
        open(said, at, told);
    }

    private void open(ChatContent said, Optional<Instant> at, List<String> told) {
        List<String> all = new ArrayList<>(before);
        before.clear();
        all.addAll(told);
        open = true;
        turn++;
        notText += said.notText();
        last = at.orElse(last);
        if (at.isEmpty()) {
            all.add(NO_TIME);
        }
        events.add(new Event.Opened(new Block.Input(head(last, all), said.text())));
    }

    private void ensureOpen(Optional<Instant> at) {
        if (!open) {
            open(new ChatContent("", 0), at, List.of("What was asked is not in the export."));
        }
    }

    private void answer(JsonNode message, ChatContent said, Optional<Instant> at, String type) {
        String recipient = message.path("recipient").asText("all");
        boolean toAll = recipient.equals("all") || recipient.isEmpty();
        if (said.text().isBlank() && toAll) {
            // a place that was kept for an answer, and stayed empty
            return;
        }
        ensureOpen(at);
        JsonNode metadata = message.path("metadata");
        model = metadata.path("model_slug").asText(model);
        arrived(at);
        notText += said.notText();
        if (!toAll) {
            tools.add(run(recipient, arguments(said.text()), ""));
        } else if (type.equals("thoughts") || type.equals("reasoning_recap")) {
            thoughts.add(said.text());
        } else {
            answer.add(said.text());
            finish = finish(metadata.path("finish_details").path("type").asText(""));
        }
    }

    private void arrived(Optional<Instant> at) {
        last = at.orElse(last);
        firstAt = firstAt.or(() -> Optional.of(last));
        if (at.isEmpty() && !notes.contains(NO_TIME)) {
            notes.add(NO_TIME);
        }
    }

    private static Optional<String> finish(String type) {
        return switch (type) {
            case "stop" -> Optional.of("stop");
            case "max_tokens" -> Optional.of("length");
            default -> Optional.empty();
        };
    }

    /** What a tool gave, for the call of it that has nothing yet. */
    private void result(JsonNode message, ChatContent said, Optional<Instant> at) {
        ensureOpen(at);
        notText += said.notText();
        String name = message.path("author").path("name").asText("tool");
        boolean called = !tools.isEmpty() && tools.getLast().result().isEmpty() && belongs(name);
        ToolRun asked = called ? tools.removeLast() : run(name, "{}", "");
        tools.add(run(asked.name(), asked.arguments(), said.text()));
        arrived(at);
    }

    /** {@code dalle.text2im} is a function of {@code dalle}. */
    private boolean belongs(String name) {
        String asked = tools.getLast().name();
        return asked.equals(name) || asked.startsWith(name + ".") || name.startsWith(asked + ".");
    }

    private static ToolRun run(String name, String arguments, String result) {
        return new ToolRun(name, arguments, result, OptionalLong.empty(), ToolRun.OK, Optional.empty(), 0);
    }

    private static String arguments(String text) {
        return JSON.createObjectNode().put("text", text).toString();
    }

    private void close() {
        if (!open) {
            return;
        }
        if (!tools.isEmpty()) {
            events.add(new Event.Sealed(new Block.Tool(head(firstAt.orElse(last), List.of()), "", tools, List.of())));
        }
        boolean anybody = !answer.isEmpty() || !thoughts.isEmpty() || !model.isEmpty();
        List<Call> calls = anybody ? List.of(call()) : List.of();
        Block.Head head = head(last, notes);
        String text = ChatContent.joined(answer.stream());
        Block sealed = text.isEmpty()
                ? new Block.Error(
                        head,
                        "The export holds no answer to this.",
                        Stage.FORMAT,
                        ErrorKind.INTERRUPTED,
                        false,
                        "",
                        List.of(),
                        calls,
                        List.of())
                : new Block.Format(head, text, calls, List.of());
        events.add(new Event.Sealed(sealed));
        events.add(new Event.Closed(
                turn,
                Ulid.next(last),
                last,
                text.isEmpty() ? Event.Outcome.FAILED : Event.Outcome.OK,
                OptionalLong.empty(),
                Usage.UNKNOWN,
                Cost.UNKNOWN));
        forget();
    }

    private void forget() {
        open = false;
        answer.clear();
        thoughts.clear();
        notes.clear();
        tools.clear();
        model = "";
        finish = Optional.empty();
        firstAt = Optional.empty();
    }

    private Call call() {
        String named = model.isEmpty() ? usualModel : model;
        Optional<String> reasoning =
                Optional.of(ChatContent.joined(thoughts.stream())).filter(text -> !text.isEmpty());
        return new Call(
                0,
                new ModelRef(PROVIDER, named.isEmpty() ? "?" : named),
                Optional.empty(),
                "format",
                1,
                new Timing(0, OptionalLong.empty(), OptionalLong.empty()),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                finish,
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                new Said(
                        Optional.empty(),
                        Optional.empty(),
                        reasoning,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalDouble.empty()));
    }

    private Block.Head head(Instant at, List<String> told) {
        return new Block.Head(Ulid.next(at), turn, at, OptionalLong.empty(), told, Optional.empty());
    }
}
