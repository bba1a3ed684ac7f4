package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Usage;

class DocumentTest {

    private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void itHoldsTheRecordsOfTheFileWithoutTheirChain() throws Exception {
        Path file = written();

        JsonNode document = JSON.readTree(Document.of(Reading.of(file)));

        List<JsonNode> held = new ArrayList<>();
        held.add(document.get("timeline"));
        for (JsonNode turn : document.get("turns")) {
            turn.get("blocks").forEach(held::add);
            if (!turn.get("end").isNull()) {
                held.add(turn.get("end"));
            }
        }
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            ObjectNode record = (ObjectNode) JSON.readTree(line);
            record.remove(List.of("prev", "hash"));
            records.add(record);
        }
        assertEquals(records, held);
    }

    @Test
    void itSaysWhatItIsAndWhatItAddsUpTo() throws Exception {
        JsonNode document = JSON.readTree(Document.of(Reading.of(written())));

        assertEquals(
                List.of("type", "version", "timeline", "turns", "totals", "problems"),
                document.propertyStream().map(java.util.Map.Entry::getKey).toList());
        assertEquals("sacred-timeline", document.get("type").asText());
        assertEquals(1, document.get("version").asInt());
        assertEquals(2, document.get("totals").get("turns").asInt());
        // the first was free, of the second nothing is known, the third has no end
        assertEquals("0", document.get("totals").get("cost_usd").asText());
        assertEquals(false, document.get("totals").get("cost_complete").asBoolean(true));
        assertEquals(
                "unknown", document.get("totals").get("usage").get("source").asText());
    }

    @Test
    void whatCannotBeReadIsSaidAndWhatIsUnknownIsNull() throws Exception {
        Path file = written();
        Files.writeString(file, "{\"type\":\"poem\"}\n", java.nio.file.StandardOpenOption.APPEND);

        JsonNode document = JSON.readTree(Document.of(Reading.of(file)));

        assertEquals(1, document.get("problems").size());
        assertEquals(
                true,
                document.get("turns")
                        .get(1)
                        .get("end")
                        .get("usage")
                        .get("input")
                        .isNull());
        assertEquals(true, document.get("turns").get(2).get("end").isNull());
    }

    @Test
    void readingIsTheInverseOfWriting() throws Exception {
        Reading reading = Reading.of(written());
        Path file = Path.of("talk.json");

        Reading again = Document.read(file, Document.of(reading).getBytes(StandardCharsets.UTF_8))
                .reading();

        assertEquals(reading.header(), again.header());
        assertEquals(Fixture.events(reading), Fixture.events(again));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\" : 1 | \"version\" : 2 | it is not a timeline of version 1",
                "\"outcome\" : \"ok\" | \"outcome\" : \"fine\" | record 2 is of an unknown kind, fine",
                "\"text\" : \"answer\" | \"test\" : \"answer\" | record 4: its member \"text\" is missing",
                "\"turn\" : 2, | \"turn\" : 0, | record 3 is of a turn before the last one",
                "\"turns\" : [ | \"turns\" : ] | it is not a JSON object"
            })
    void whatIsNoDocumentIsRefusedAndNothingIsLeftOut(String right, String wrong, String why) throws Exception {
        String document = Document.of(Reading.of(written())).replace(right, wrong);

        JournalException refused = assertThrows(
                JournalException.class,
                () -> Document.read(Path.of("talk.json"), document.getBytes(StandardCharsets.UTF_8)));

        assertEquals("talk.json cannot be read as an exported timeline: " + why + ".", refused.getMessage());
    }

    private Path written() throws Exception {
        Path file = directory.resolve("t.jsonl");
        try (Journal journal = Journal.open(file, "0.1.0", () -> AT)) {
            journal.append(new Event.Opened(new Block.Input(head(1), "/model x", true)));
            journal.append(end(1, Usage.NONE, Cost.NOTHING));
            journal.append(new Event.Opened(new Block.Input(head(2), "one\ntwo \u202e")));
            journal.append(new Event.Sealed(new Block.Format(head(2), "answer", List.of(), List.of())));
            journal.append(end(2, Usage.UNKNOWN, Cost.UNKNOWN));
            journal.append(new Event.Opened(new Block.Input(head(3), "unfinished")));
        }
        return file;
    }

    private static Block.Head head(int turn) {
        return new Block.Head("01K0000000000000000000000" + turn, turn, AT, 5, List.of("a note"));
    }

    private static Event.Closed end(int turn, Usage usage, Cost cost) {
        return new Event.Closed(
                turn, "01K000000000000000000000E" + turn, AT, Event.Outcome.OK, OptionalLong.of(7), usage, cost);
    }
}
