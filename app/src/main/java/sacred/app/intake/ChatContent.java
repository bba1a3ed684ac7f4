package sacred.app.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands in a message of an OpenAI chat export, as text.
 *
 * @param text with a mark such as {@code [image ...]} where something stood that is no text
 * @param notText how many such marks there are
 */
record ChatContent(String text, int notText) {

    private static final double FIRST_SECOND_OF_YEAR_10000 = 253_402_300_800d;

    static ChatContent of(JsonNode content) {
        String type = content.path("content_type").asText("");
        if (content.path("parts").isArray()) {
            return parts(content.path("parts"));
        }
        if (type.equals("thoughts")) {
            return new ChatContent(thoughts(content.path("thoughts")), 0);
        }
        String text = joined(
                Stream.of("title", "url", "name", "text", "result", "content").map(member -> string(content, member)));
        return text.isEmpty() && !type.isEmpty() && !content.has("text")
                ? new ChatContent("[" + type + ", which is no text]", 1)
                : new ChatContent(text, 0);
    }

    private static ChatContent parts(JsonNode parts) {
        List<String> texts = new ArrayList<>();
        int notText = 0;
        for (JsonNode part : parts) {
            if (part.isTextual()) {
                texts.add(part.textValue());
            } else if (part.path("text").isTextual()) {
                texts.add(part.path("text").textValue());
            } else if (part.isObject()) {
                notText++;
                texts.add(mark(part));
            }
        }
        return new ChatContent(joined(texts.stream()), notText);
    }

    /** {@code [image file-service://file-abc 1024 x 768]}. */
    private static String mark(JsonNode part) {
        String type = part.path("content_type").asText("part");
        String what = type.endsWith("_asset_pointer") ? type.substring(0, type.length() - 14) : type;
        String size =
                part.path("width").isIntegralNumber() && part.path("height").isIntegralNumber()
                        ? " " + part.path("width").asLong() + " x "
                                + part.path("height").asLong()
                        : "";
        String pointer = part.path("asset_pointer").asText("");
        return "[" + what.replace('_', ' ') + (pointer.isEmpty() ? "" : " " + pointer) + size + "]";
    }

    private static String thoughts(JsonNode thoughts) {
        List<String> texts = new ArrayList<>();
        for (JsonNode thought : thoughts) {
            texts.add(joined(Stream.of(string(thought, "summary"), string(thought, "content"))));
        }
        return joined(texts.stream());
    }

    /** The member where it is a text, else nothing. */
    static String string(JsonNode node, String member) {
        return node.path(member).isTextual() ? node.path(member).textValue() : "";
    }

    static String joined(Stream<String> texts) {
        return String.join("\n\n", texts.filter(text -> !text.isBlank()).toList());
    }

    /** Seconds since 1970, with a fraction; empty for what is no time between 1970 and the year 9999. */
    static Optional<Instant> time(JsonNode seconds) {
        double value = seconds.isNumber() ? seconds.doubleValue() : 0;
        return value > 0 && value < FIRST_SECOND_OF_YEAR_10000
                ? Optional.of(Instant.ofEpochMilli((long) (value * 1000)))
                : Optional.empty();
    }
}
