package sacred.cognition.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.cognition.text.JsonInText;

/**
 * What an arbiter said, read. Taken is the last complete {@code synthesis_output} outside of its thinking, with the elements at
 * its top: what it quotes of members inside of them decides nothing.
 *
 * @param synthesis the whole text where it could not be read
 * @param confidence its own word for it
 * @param form how it was written
 */
public record ArbiterReply(
        String synthesis,
        Confidence confidence,
        String analysis,
        String dissent,
        boolean needsIteration,
        List<String> refinementAreas,
        Form form) {

    /** How an arbiter's reply was written. */
    public enum Form {
        ELEMENTS,
        JSON,
        /** It could not be read. */
        FREE_TEXT;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Beside an answer that could not be read. */
    static final String UNREADABLE = "Parsing failed - see raw response";

    private static final Pattern OUTPUT = Pattern.compile("(?i)<(/?)synthesis_output\\s*>");
    private static final String PARTS =
            "synthesis|confidence|analysis|dissent|needs_iteration|refinement_areas|first_impression|ranking";
    private static final Pattern PART = Pattern.compile("(?i)<(" + PARTS + ")\\s*(/?)>");
    private static final Pattern AREA = Pattern.compile("(?i)<(/?)area\\s*>");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•]|\\d+[.)])\\s+");

    public ArbiterReply {
        refinementAreas = List.copyOf(refinementAreas);
    }

    /** Whether its parts are known; without, the raw text stands for the synthesis and nothing else is known. */
    public boolean readable() {
        return form != Form.FREE_TEXT;
    }

    /** Reads any text; never fails. */
    public static ArbiterReply parse(String raw) {
        String said = Tags.outsideThinking(raw);
        Optional<Map<String, String>> parts = output(said).map(ArbiterReply::parts);
        if (parts.isPresent() && parts.get().containsKey("synthesis")) {
            return ofElements(parts.get());
        }
        return JsonInText.lastObject(said)
                .filter(json -> json.path("synthesis").isTextual())
                .map(ArbiterReply::ofJson)
                .orElseGet(() -> new ArbiterReply(
                        raw.strip(), Confidence.NONE, UNREADABLE, "", false, List.of(), Form.FREE_TEXT));
    }

    /** What is inside of the last complete output; of one that was cut before its end, if there is no other. */
    private static Optional<String> output(String said) {
        Optional<String> complete = Optional.empty();
        int from = -1;
        Matcher tag = OUTPUT.matcher(said);
        while (tag.find()) {
            if (tag.group(1).isEmpty()) {
                from = tag.end();
            } else if (from >= 0) {
                complete = Optional.of(said.substring(from, tag.start()));
                from = -1;
            }
        }
        return complete.isPresent() || from < 0 ? complete : Optional.of(said.substring(from));
    }

    private static Map<String, String> parts(String output) {
        Map<String, String> parts = new HashMap<>();
        Set<String> unclosed = new HashSet<>();
        Matcher open = PART.matcher(output);
        int at = 0;
        while (open.find(at)) {
            String name = open.group(1).toLowerCase(Locale.ROOT);
            at = open.end();
            if (open.group(2).isEmpty() && !unclosed.contains(name)) {
                Matcher close = close(output, name, at);
                if (close == null) {
                    unclosed.add(name);
                    continue;
                }
                parts.putIfAbsent(name, output.substring(at, close.start()));
                at = close.end();
            }
        }
        return parts;
    }

    /** The tag that ends a part: the first one behind which another part begins, or nothing; else the last one. */
    private static Matcher close(String output, String name, int from) {
        Pattern tag = Pattern.compile("(?i)</" + name + "\\s*>");
        Matcher close = tag.matcher(output);
        Matcher next = PART.matcher(output);
        int last = -1;
        while (close.find(last < 0 ? from : last + 1)) {
            last = close.start();
            int behind = close.end();
            while (behind < output.length() && Character.isWhitespace(output.charAt(behind))) {
                behind++;
            }
            if (behind == output.length()
                    || next.region(behind, output.length()).lookingAt()) {
                return close;
            }
        }
        return last >= 0 && close.find(last) ? close : null;
    }

    private static ArbiterReply ofElements(Map<String, String> parts) {
        return new ArbiterReply(
                text(parts, "synthesis"),
                Confidence.parse(text(parts, "confidence")),
                text(parts, "analysis"),
                text(parts, "dissent"),
                isYes(text(parts, "needs_iteration")),
                areas(parts.getOrDefault("refinement_areas", "")),
                Form.ELEMENTS);
    }

    private static String text(Map<String, String> parts, String name) {
        return Tags.unescape(parts.getOrDefault(name, "")).strip();
    }

    private static boolean isYes(String text) {
        return List.of("true", "yes", "1").contains(text.toLowerCase(Locale.ROOT));
    }

    private static List<String> areas(String text) {
        List<String> areas = new ArrayList<>();
        Matcher tag = AREA.matcher(text);
        int from = -1;
        while (tag.find()) {
            if (tag.group(1).isEmpty()) {
                from = tag.end();
            } else if (from >= 0) {
                areas.add(text.substring(from, tag.start()));
                from = -1;
            }
        }
        if (areas.isEmpty()) {
            text.lines().map(line -> BULLET.matcher(line).replaceFirst("")).forEach(areas::add);
        }
        return areas.stream()
                .map(area -> Tags.unescape(area).strip())
                .filter(area -> !area.isEmpty())
                .toList();
    }

    private static ArbiterReply ofJson(JsonNode json) {
        List<String> areas = new ArrayList<>();
        json.path("refinement_areas").forEach(area -> areas.add(area.asText()));
        return new ArbiterReply(
                json.path("synthesis").textValue().strip(),
                Confidence.parse(json.path("confidence").asText("")),
                json.path("analysis").asText("").strip(),
                json.path("dissent").asText("").strip(),
                isYes(json.path("needs_iteration").asText("").strip()),
                areas,
                Form.JSON);
    }
}
