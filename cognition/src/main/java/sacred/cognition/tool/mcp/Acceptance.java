package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which tools of a server can be offered to a model at all. A pure look at what the server says; bounded in time. */
final class Acceptance {

    /** What every API takes as the name of a tool. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int MAX_CHARACTERS = 100_000;
    private static final int MAX_NODES = 2_000;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_PATTERN = 200;
    /** A repetition of something that ends in a repetition or a choice: time without an end in many engines. */
    private static final Pattern BOMB = Pattern.compile("[+*|}][^()]*\\)+[+*{]");

    private final JsonNode root;
    private int nodes;

    private Acceptance(JsonNode root) {
        this.root = root;
    }

    /** @return why not; empty when it can be offered */
    static Optional<String> complaint(String fullName, JsonNode tool) {
        if (!NAME.matcher(fullName).matches() || tool.path("name").asText().isEmpty()) {
            return Optional.of("its name is not 1 to 64 letters, digits, \"_\" and \"-\"");
        }
        JsonNode schema = tool.path("inputSchema");
        if (tool.path("description").asText().length() > MAX_CHARACTERS) {
            return Optional.of("its description is too long");
        }
        if (!schema.isObject() || !schema.path("type").asText("object").equals("object")) {
            return Optional.of("its arguments are not described as an object");
        }
        return new Acceptance(schema).look(schema, 0, Set.of());
    }

    private Optional<String> look(JsonNode node, int depth, Set<String> followed) {
        if (++nodes > MAX_NODES
                || depth > MAX_DEPTH
                || node.isTextual() && node.asText().length() > MAX_CHARACTERS) {
            return Optional.of("the description of its arguments is too large");
        }
        JsonNode pattern = node.path("pattern");
        if (pattern.isTextual()
                && (pattern.asText().length() > MAX_PATTERN
                        || BOMB.matcher(pattern.asText()).find())) {
            return Optional.of("the description of its arguments holds a pattern that may take for ever");
        }
        JsonNode reference = node.path("$ref");
        if (reference.isTextual()) {
            return referred(reference.asText(), depth, followed);
        }
        for (JsonNode child : node) {
            Optional<String> wrong = look(child, depth + 1, followed);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> referred(String reference, int depth, Set<String> followed) {
        if (followed.contains(reference)) {
            return Optional.of("the description of its arguments refers to itself");
        }
        if (!reference.startsWith("#/")) {
            return Optional.of("the description of its arguments refers to something outside of it");
        }
        JsonNode target = root.at(reference.substring(1));
        if (target.isMissingNode()) {
            return Optional.of("the description of its arguments refers to nothing");
        }
        Set<String> further = new HashSet<>(followed);
        further.add(reference);
        return look(target, depth + 1, further);
    }
}
