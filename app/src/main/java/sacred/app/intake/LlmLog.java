package sacred.app.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Timing;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ulid;

/**
 * What {@code llm logs --json} prints, as conversations in the order of their times. A token count that was not logged stays unknown,
 * and so does every price. An entry without a prompt, an answer, a time or a duration is refused with the whole file: a timeline
 * cannot say that a duration is unknown.
 *
 * @param conversations the events of each
 */
public record LlmLog(List<List<Event.Durable>> conversations) {

    private record Logged(String conversation, Instant at, JsonNode entry) {}

    public static LlmLog of(String json) throws Unreadable {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            // its own words would quote the file
            throw new Unreadable("it is no JSON");
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new Unreadable("it holds no entries");
        }
        List<Logged> all = new ArrayList<>();
        for (JsonNode entry : root) {
            String where = "entry " + (all.size() + 1);
            String conversation =
                    entry.path("conversation_id").asText(entry.path("id").asText(""));
            all.add(new Logged(conversation, time(where, text(where, entry, "datetime_utc")), entry));
            text(where, entry, "prompt");
            text(where, entry, "response");
            text(where, entry, "model");
            if (number(entry, "duration_ms").isEmpty()) {
                throw new Unreadable(where + " has no duration_ms");
            }
        }
        all.sort(Comparator.comparing(Logged::at));
        Map<String, List<Event.Durable>> conversations = new LinkedHashMap<>();
        for (Logged logged : all) {
            turn(conversations.computeIfAbsent(logged.conversation(), _ -> new ArrayList<>()), logged);
        }
        return new LlmLog(List.copyOf(conversations.values()));
    }

    private static void turn(List<Event.Durable> events, Logged logged) {
        JsonNode entry = logged.entry();
        int turn = events.isEmpty() ? 1 : events.getLast().turn() + 1;
        Instant at = logged.at();
        long duration = entry.path("duration_ms").asLong();
        Usage usage = usage(number(entry, "input_tokens"), number(entry, "output_tokens"));
        Call call = new Call(
                0,
                new ModelRef("llm", entry.path("model").asText()),
                Optional.empty(),
                "format",
                1,
                new Timing(0, OptionalLong.empty(), duration),
                usage,
                Cost.UNKNOWN,
                Optional.empty(),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
        String system = entry.path("system").asText("");
        List<String> notes = system.isEmpty() || entry.path("system").isNull()
                ? List.of()
                : List.of("It was asked with the system prompt: " + system);
        Block.Head asked = new Block.Head(Ulid.next(at), turn, at, 0);
        Block.Head answered = new Block.Head(Ulid.next(at), turn, at, duration, notes);
        events.add(new Event.Opened(new Block.Input(asked, entry.path("prompt").asText())));
        events.add(new Event.Sealed(
                new Block.Format(answered, entry.path("response").asText(), List.of(call), List.of())));
        events.add(new Event.Closed(
                turn,
                Ulid.next(at),
                at.plusMillis(duration),
                Event.Outcome.OK,
                OptionalLong.of(duration),
                usage,
                Cost.UNKNOWN));
    }

    private static Usage usage(OptionalLong input, OptionalLong output) {
        Set<Usage.Flag> flags = EnumSet.noneOf(Usage.Flag.class);
        if (input.isEmpty()) {
            flags.add(Usage.Flag.INPUT_UNKNOWN);
        }
        if (output.isEmpty()) {
            flags.add(Usage.Flag.OUTPUT_UNKNOWN);
        }
        Usage.Source source = flags.size() == 2 ? Usage.Source.UNKNOWN : Usage.Source.REPORTED;
        OptionalLong unknown = OptionalLong.empty();
        return new Usage(input, output, unknown, unknown, unknown, source, flags, Optional.empty());
    }

    private static OptionalLong number(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        return value.isIntegralNumber() && value.asLong() >= 0 ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    private static String text(String where, JsonNode entry, String name) throws Unreadable {
        if (!entry.path(name).isTextual()) {
            throw new Unreadable(where + " has no " + name);
        }
        return entry.path(name).asText();
    }

    /** In UTC also where it does not say so. */
    private static Instant time(String where, String text) throws Unreadable {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException again) {
                throw new Unreadable(where + " has no time in datetime_utc");
            }
        }
    }
}
