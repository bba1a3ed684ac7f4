package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.Stage;
import sacred.app.export.Enclosed;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.journal.ContentStore;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Reading;

class ExportAttachedTest {

    private static final String NOTES = "The moon\n```\nis </pre><script>made</script> of \"rock\".\n";
    private static final String TOLD = "note: with what stands in 1 attached file; --no-attachments leaves that out\n";

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String asked(String content) throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), content);
        assertEquals(
                Cli.OK, stage.answering("An answer.").run("ask", "--allow-secrets", "Sum up @" + notes), stage.err);
        return stage.files().getFirst().toString();
    }

    private Path attachments() {
        return directory.resolve("data").resolve("attachments");
    }

    private List<Path> contents() throws Exception {
        try (Stream<Path> all = Files.list(attachments())) {
            return all.toList();
        }
    }

    private static Attachment attachment(Path timeline) throws Exception {
        Block.Input input =
                (Block.Input) Reading.of(timeline).timeline().blocks().getFirst();
        return input.attachments().getFirst();
    }

    @Test
    void markdownHasItInABlockThatItCannotEnd() throws Exception {
        stage.run("export", asked(NOTES));

        assertTrue(stage.out.contains("\n\n````\n" + NOTES + "````\n"), stage.out);
        assertEquals(TOLD, stage.err);
    }

    @Test
    void aPageHasItToUnfoldAsText() throws Exception {
        stage.run("export", asked(NOTES), "-f", "html");

        assertEquals(
                NOTES.strip(),
                Jsoup.parse(stage.out)
                        .selectFirst("details.attached pre")
                        .wholeText()
                        .strip());
        assertEquals(TOLD, stage.err);
    }

    @Test
    void jsonBringsItBackToWhereItIsMissing() throws Exception {
        String timeline = asked(NOTES);
        Path document = directory.resolve("talk.json");
        stage.run("export", timeline, "-o", document.toString());
        Files.delete(Path.of(timeline));
        Files.delete(contents().getFirst());

        assertEquals(Cli.OK, stage.run("import", document.toString()));

        Attachment back = attachment(stage.files().getFirst());
        assertEquals(NOTES, ContentStore.in(attachments()).of(back).orElseThrow());
        assertEquals("", stage.err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "html", "json"})
    void itIsLeftOutWhereThatIsWished(String format) throws Exception {
        stage.run("export", asked(NOTES), "-f", format, "--no-attachments");

        assertFalse(stage.out.contains("The moon"), stage.out);
        assertTrue(stage.out.contains("notes.txt"), stage.out);
        assertEquals("", stage.err);
    }

    @Test
    void whatIsNotAtHandIsToldOnBothWays() throws Exception {
        String timeline = asked(NOTES);
        Files.delete(contents().getFirst());
        Path document = directory.resolve("talk.json");

        stage.run("export", timeline, "-o", document.toString());
        assertTrue(stage.err.contains("note: not exported: what stands in "), stage.err);
        assertTrue(stage.err.contains("it is not at hand any more as it was sent\n"), stage.err);
        assertEquals(Cli.OK, stage.run("import", document.toString()));
        assertTrue(stage.err.contains("note: not in the export: what stands in "), stage.err);
    }

    @Test
    void whatWouldBeChangedOnItsWayStaysBehind() {
        Attachment file = new Attachment("keys.txt", "a".repeat(64), 7);
        Block.Input input = new Block.Input(new Block.Head("1", 1, Instant.EPOCH, 0), "Sum up", false, List.of(file));

        Enclosed enclosed = Enclosed.of(
                List.of(new Entry.Durable(2, 1, new Event.Opened(input))),
                _ -> java.util.Optional.of("a key"),
                text -> !text.contains("key"));

        assertEquals(Map.of(), enclosed.texts());
        assertEquals(
                List.of("what stands in keys.txt · 7 bytes; a key stands in it, which --redact takes out"),
                enclosed.leftOut());
    }

    @Test
    void noMoreGoesAlongThanTheLimitAndWhichIsTold() {
        Attachment most = new Attachment("most.txt", "a".repeat(64), Enclosed.MOST_BYTES);
        Attachment more = new Attachment("more.txt", "b".repeat(64), 1);
        Block.Input input =
                new Block.Input(new Block.Head("1", 1, Instant.EPOCH, 0), "Sum up", false, List.of(most, most, more));

        Enclosed enclosed = Enclosed.of(
                List.of(new Entry.Durable(2, 1, new Event.Opened(input))),
                file -> java.util.Optional.of(file.name()),
                _ -> true);

        assertEquals(List.of("most.txt"), List.copyOf(enclosed.texts().values()));
        assertEquals(
                List.of("what stands in more.txt · 1 byte; of attached files no more than 20 MB go along"),
                enclosed.leftOut());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                Stage.KEY + " | sk-canary",
                "ghp_Zq8Lw2Xv5Nb7Mc1Kd9Jf3Hg6Ts4Ra0Pe8Wu2 | Zq8Lw2",
                "bob.jones@corp.example | jones",
                "bob&#64;corp.example | corp.ex",
                "/home/carol/notes | carol",
                "Yours, Zacharias. | Zacharias",
                "see PROJ-4711 | 4711",
                "{\"a\":\"bob\\u0040corp.example\"} | corp.ex"
            })
    void aCanaryInAnAttachedFileIsGoneFromEveryRedactedFormat(String canary, String gone) throws Exception {
        stage.env.put("USER", "zacharias");
        Files.writeString(
                directory.resolve("config.yaml"),
                Files.readString(directory.resolve("config.yaml")) + "export: {redact: [\"PROJ-[0-9]+\"]}\n");
        String timeline = asked(canary);
        String hash = attachment(Path.of(timeline)).sha256();

        for (String format : List.of("markdown", "html", "json")) {
            assertEquals(Cli.OK, stage.run("export", timeline, "--redact", "-f", format), stage.err);

            assertFalse(stage.out.contains(gone), stage.out);
            if (!canary.equals(Stage.KEY)) {
                // the hash of what was taken out would tell whoever guesses it; a known key never reached the disk
                assertFalse(stage.out.contains(hash), stage.out);
            }
        }
        Path document = Files.writeString(directory.resolve("talk.json"), stage.out);
        assertEquals(Cli.OK, stage.run("import", document.toString()), stage.err);
        assertEquals("", stage.err);
    }

    @Test
    void aContentThatIsNotWhatItsHashSaysIsRefusedWithTheDocument() throws Exception {
        String timeline = asked("rock");
        stage.run("export", timeline, "-f", "json");
        Path document = Files.writeString(directory.resolve("talk.json"), stage.out.replace(": \"rock", ": \"sand"));

        assertEquals(Cli.USAGE, stage.run("import", document.toString()));

        assertTrue(stage.err.contains("what stands in an attached file is not what its hash says"), stage.err);
        assertEquals(1, stage.files().size());
    }

    @Test
    void whatNoTimelineNamesIsToldByDoctorAndGoesOnlyWhenItIsTold() throws Exception {
        String timeline = asked(NOTES);
        Path content = contents().getFirst();
        Files.setLastModifiedTime(content, FileTime.from(Instant.EPOCH));
        stage.run("doctor");
        assertFalse(stage.out.contains("attached files"), stage.out);
        stage.run("doctor", "--prune");
        assertEquals("There is nothing to remove: every attached file is named by a timeline.\n", stage.out);
        Files.delete(Path.of(timeline));

        stage.run("doctor");
        assertTrue(
                stage.out.contains("1 content of attached files that no timeline names, " + NOTES.length()
                        + " bytes; `sacred doctor --prune` removes it"),
                stage.out);
        assertTrue(Files.exists(content));
        assertEquals(Cli.OK, stage.run("doctor", "--prune"), stage.err);
        assertTrue(stage.out.startsWith("Removed 1 content of attached files"), stage.out);
        assertFalse(Files.exists(content));
    }

    @Test
    void aConsortiumIsToldTheFileToo() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "the moon is made of rock\n");

        stage.answering("Same.", "Same.", "Same.")
                .run("consortium", "-m", "one:alpha:2", "--arbiter", "two:beta", "--no-stdin", "Sum up @" + notes);

        assertTrue(
                stage.requests.stream()
                                .filter(r -> r.contains("the moon is made of rock"))
                                .count()
                        >= 2,
                stage.requests.toString());
        assertEquals(notes.toString(), attachment(stage.files().getFirst()).name());
    }
}
