package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Verification;

class ImportTest {

    private static final String LOG = """
        [{"id": "2", "model": "gpt-4o-mini", "prompt": "And then?", "system": null, "response": "Then *that*.",
          "conversation_id": "c1", "duration_ms": 900, "datetime_utc": "2025-05-01T10:00:05.123456",
          "input_tokens": 31, "output_tokens": 7, "token_details": null},
         {"id": "1", "model": "gpt-4o-mini", "prompt": "First?", "system": "Be brief.", "response": "This.",
          "conversation_id": "c1", "duration_ms": 1500, "datetime_utc": "2025-05-01T10:00:00+00:00",
          "input_tokens": null, "output_tokens": null},
         {"id": "3", "model": "llama", "prompt": "Other?", "response": "Yes.", "conversation_id": "c2",
          "duration_ms": 10, "datetime_utc": "2025-05-02T10:00:00"}]
        """;

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anExportedTimelineComesBackAsItWasAndSaysSo() throws Exception {
        stage.answering("An *answer*.").run("ask", "A question?");
        Path original = stage.files().getFirst();
        Path document = directory.resolve("talk.json");
        stage.run("export", original.toString(), "-o", document.toString());
        Files.delete(original);

        assertEquals(Cli.OK, stage.run("import", document.toString()));

        Path copy = stage.files().getFirst();
        assertTrue(stage.out.endsWith("  " + copy + "\n"), stage.out);
        assertEquals(List.of(), Verification.of(copy).problems());
        assertEquals(Cli.OK, stage.run("export", copy.toString(), "-f", "json"));
        String note = ",\n      \"notes\" : [ \"Imported from a JSON export of sacred, talk.json.\" ]";
        assertEquals(turns(Files.readString(document)), turns(stage.out).replace(note, ""));
        assertTrue(stage.out.contains(note), stage.out);
    }

    @Test
    void whatTheExportCouldNotHoldIsToldAgain() throws Exception {
        stage.answering("An answer.").run("ask", "A question?");
        Path original = stage.files().getFirst();
        Files.writeString(original, Files.readString(original).replace("An answer.", "Another one."));
        Path document = directory.resolve("talk.json");
        stage.run("export", original.toString(), "-o", document.toString());

        assertEquals(Cli.OK, stage.run("import", document.toString()));

        assertTrue(stage.err.contains("note: not in the export: line 5 is damaged"), stage.err);
    }

    @Test
    void whatARepairCouldNotKeepIsStillMissing() throws Exception {
        stage.answering("An answer.").run("ask", "A question?");
        Path original = stage.files().getFirst();
        Files.writeString(original, Files.readString(original).replace("An answer.", "Another one."));
        Path mended = directory.resolve("mended.jsonl");
        stage.run("repair", original.toString(), "--to", mended.toString());
        Path document = directory.resolve("talk.json");
        stage.run("export", mended.toString(), "-o", document.toString());
        Files.delete(original);

        assertEquals(Cli.OK, stage.run("import", document.toString()));

        Path copy = stage.files().getFirst();
        assertEquals(
                Reading.of(mended).header().orElseThrow().repaired(),
                Reading.of(copy).header().orElseThrow().repaired());
        stage.run("show", copy.toString());
        assertTrue(stage.err.contains("This timeline was repaired: turn 1 is incomplete."), stage.err);
        assertEquals(List.of(), Verification.of(copy).problems());
    }

    @Test
    void aLogOfLlmIsATimelineForEachConversation() throws Exception {
        Path file = Files.writeString(directory.resolve("log.json"), LOG);

        assertEquals(Cli.OK, stage.run("import", file.toString()));

        assertEquals(2, stage.out.lines().count());
        Timeline first = timeline(0);
        assertEquals(
                List.of("First?", "This.", "And then?", "Then *that*."),
                first.blocks().stream().map(Block::text).toList());
        Block.Head head = first.blocks().getFirst().head();
        assertEquals(List.of("Imported from a log of llm, log.json."), head.notes());
        assertEquals(Instant.parse("2025-05-01T10:00:00Z"), head.at());
        assertEquals(
                List.of("It was asked with the system prompt: Be brief."),
                first.blocks().get(1).head().notes());
        assertEquals("llm:gpt-4o-mini", call(first, 3).model().toString());
        assertEquals(OptionalLong.of(900), call(first, 3).timing().durationMs());
        assertEquals(
                List.of("Other?", "Yes."),
                timeline(1).blocks().stream().map(Block::text).toList());
    }

    @Test
    void whatTheLogDoesNotSayStaysUnknown() throws Exception {
        stage.run(
                "import", Files.writeString(directory.resolve("log.json"), LOG).toString());

        Timeline timeline = timeline(0);

        assertEquals(Usage.UNKNOWN, call(timeline, 1).usage());
        assertEquals(OptionalLong.of(31), call(timeline, 3).usage().input());
        assertEquals(OptionalLong.empty(), call(timeline, 3).usage().reasoning());
        assertEquals(Cost.UNKNOWN, call(timeline, 3).cost());
        assertEquals(OptionalLong.empty(), call(timeline, 3).timing().ttftMs());
    }

    @Test
    void aKeyThatIsKnownIsNotBroughtIn() throws Exception {
        stage.run(
                "import",
                Files.writeString(directory.resolve("log.json"), LOG.replace("First?", "My key is " + Stage.KEY))
                        .toString());

        String kept = Files.readString(stage.files().getFirst());
        assertFalse(kept.contains(Stage.KEY));
        assertTrue(kept.contains("My key is [key of one]"), kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# Timeline | is neither a JSON export of sacred, nor what llm logs --json prints, nor the"
                        + " conversations.json",
                "PK\u0003\u0004 | is an archive. Unpack it",
                "{\"type\":\"poem\"} | cannot be read as an exported timeline: it is not a timeline of version 1.",
                "{\"type\":\"sacred-timeline\",\"version\":1,\"turns\":[]} | Nothing was asked in it",
                "[{\"prompt\":1}] | cannot be read as a log of llm: entry 1 has no datetime_utc.",
                "[] | cannot be read as a log of llm: it holds no entries.",
                "[1 | cannot be read as a log of llm: it is no JSON."
            })
    void whatCannotBeReadIsASentenceAndBeginsNothing(String text, String sentence) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), text);

        assertEquals(Cli.USAGE, stage.run("import", file.toString()));

        assertTrue(stage.err.contains(sentence), stage.err);
        assertEquals(List.of(), stage.files());
    }

    @ParameterizedTest
    @CsvSource({"duration_ms", "datetime_utc", "model", "response", "prompt"})
    void anEntryThatLacksWhatATimelineNeedsIsRefused(String member) throws Exception {
        String log = LOG.replaceFirst("\"" + member + "\"", "\"other\"");

        stage.run(
                "import", Files.writeString(directory.resolve("log.json"), log).toString());

        assertTrue(stage.err.contains("entry 1 has no " + member + "."), stage.err);
        assertEquals(List.of(), stage.files());
    }

    private Timeline timeline(int number) throws IOException {
        return stage.files().stream()
                .map(ImportTest::read)
                .sorted((a, b) -> a.blocks()
                        .getFirst()
                        .head()
                        .at()
                        .compareTo(b.blocks().getFirst().head().at()))
                .toList()
                .get(number);
    }

    private static Timeline read(Path file) {
        try {
            return Reading.of(file).timeline();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call call(Timeline timeline, int block) {
        return timeline.blocks().get(block).calls().getFirst();
    }

    /** What was said, without the header of its file. */
    private static String turns(String document) {
        return document.substring(document.indexOf("\"turns\" : ["), document.indexOf("\"totals\""));
    }
}
