package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Verification;

class ForkTest {

    private static final String LATER = "gsk-became-known-later-42";

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

    private Path forked(Path original) throws IOException {
        List<Path> files = stage.files();
        assertEquals(2, files.size(), stage.err);
        return files.stream().filter(file -> !file.equals(original)).findFirst().orElseThrow();
    }

    @Test
    void whatWasWrittenBeforeAKeyWasKnownIsNotCopiedWithIt() throws Exception {
        stage.answering("You said " + LATER + ".");
        stage.run("ask", "Remember " + LATER);
        Path original = stage.files().getFirst();
        assertTrue(Files.readString(original).contains(LATER), "nobody knew it then");
        stage.env.put("GROQ_API_KEY", LATER);

        assertEquals(Cli.OK, stage.run("fork", original.toString()), stage.err);

        String copy = Files.readString(forked(original));
        assertFalse(copy.contains(LATER), copy);
        assertTrue(copy.contains("Remember [key of groq]"), copy);
        assertEquals(List.of(), Verification.of(forked(original)).problems());
        assertTrue(Files.readString(original).contains(LATER), "the original is not touched");
    }

    @Test
    void aForkAtATurnEndsWithIt() throws Exception {
        stage.answering("One.", "Two.");
        stage.run("ask", "First?");
        stage.run("ask", "-c", "Second?");
        Path original = stage.files().getFirst();

        assertEquals(Cli.OK, stage.run("fork", original.toString(), "1"), stage.err);

        Reading copy = Reading.of(forked(original));
        assertEquals(1, copy.timeline().closings().size());
        assertEquals(1, copy.header().orElseThrow().parent().orElseThrow().turn());
    }

    @Test
    void theTreeShowsItUnderItsOrigin() throws Exception {
        stage.answering("One.");
        stage.run("ask", "First?");
        stage.run("fork", stage.files().getFirst().toString(), "1");

        assertEquals(Cli.OK, stage.run("timelines", "--tree"), stage.err);

        List<String> lines = stage.out.lines().toList();
        assertTrue(lines.getFirst().matches("[a-z0-9]{6}  .*First\\?"), stage.out);
        assertTrue(lines.getLast().matches("└ from turn 1  [a-z0-9]{6}  .*First\\?"), stage.out);
    }

    @Test
    void whatAForkAndAnImportHaveOfItCountsOnce() throws Exception {
        stage.answering("One.");
        stage.run("ask", "First?");
        String original = stage.files().getFirst().toString();
        stage.run("stats", original);
        String calls = stage.out.lines().toList().get(1);
        Path document = directory.resolve("talk.json");
        stage.run("export", original, "-o", document.toString());
        stage.run("fork", original);
        assertEquals(Cli.OK, stage.run("import", document.toString()), stage.err);

        assertEquals(Cli.OK, stage.run("stats"), stage.err);

        List<String> lines = stage.out.lines().toList();
        assertEquals("3 timelines · 1 turn: 1 ok", lines.get(0), stage.out);
        assertEquals("2 turns are copies and counted once", lines.get(1), stage.out);
        assertEquals(calls, lines.get(2), stage.out);
    }

    @Test
    void withAConfigurationThatDoesNotHoldNothingIsCopied() throws Exception {
        stage.run("ask", "First?");
        Path original = stage.files().getFirst();
        stage.config("llm_providrs: {}\n");

        assertEquals(Cli.USAGE, stage.run("fork", original.toString()));

        assertEquals(List.of(original), stage.files());
    }
}
