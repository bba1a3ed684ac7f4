package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.cognition.Rewind;
import sacred.cognition.Stop;
import sacred.timeline.Attachment;
import sacred.timeline.Block;

/** A file that goes with a prompt, from the session to the disk and into every later request. */
class AttachingTest {

    private static final List<Attachment.Text> NOTES = List.of(new Attachment.Text("notes.txt", "forty-two apples\n"));

    @TempDir
    Path directory;

    private Stage stage;
    private Setup setup;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(directory);
        stage.answering("one", "two", "three");
        setup = Setup.of(stage.host(new ByteArrayOutputStream(), new ByteArrayOutputStream()), Optional.empty());
    }

    @AfterEach
    void close() {
        setup.close();
        stage.close();
    }

    private Session session(boolean saved) throws IOException {
        return setup.open(new Target(Optional.empty(), Optional.empty(), false, saved), setup.settings());
    }

    private List<Path> kept() throws IOException {
        Path attachments = directory.resolve("data/attachments");
        if (!Files.exists(attachments)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(attachments)) {
            return files.toList();
        }
    }

    @Test
    void theContentIsSentAndKeptOnceAndTheTimelineOnlyNamesIt() throws Exception {
        try (Session session = session(true)) {
            session.ask("Sum up @notes.txt", NOTES, new Stop(), Watcher.NOBODY);
            session.ask("And @notes.txt again", NOTES, new Stop(), Watcher.NOBODY);
            session.retry(
                    Rewind.lastPrompt(session.timeline()).orElseThrow(),
                    session.settings(),
                    new Stop(),
                    Watcher.NOBODY);
        }

        // servers are also asked what their models read, without a body
        List<String> prompts =
                stage.requests.stream().filter(r -> r.contains("messages")).toList();
        assertTrue(prompts.size() >= 3, prompts.toString());
        for (String request : prompts) {
            assertTrue(request.contains("forty-two apples"), request);
        }
        assertEquals(1, kept().size());
        assertEquals("forty-two apples\n", Files.readString(kept().getFirst()));
        String timeline = Files.readString(stage.files().getFirst());
        assertFalse(timeline.contains("forty-two"), timeline);
        assertTrue(
                timeline.contains(
                        "\"text\":\"Sum up @notes.txt\",\"attachments\":[{\"name\":\"notes.txt\",\"sha256\":\""
                                + kept().getFirst().getFileName() + "\",\"bytes\":17}]"),
                timeline);
    }

    @Test
    void whatWasRemovedIsSaidToTheUserAndToTheModel() throws Exception {
        try (Session session = session(true)) {
            session.ask("Sum up @notes.txt", NOTES, new Stop(), Watcher.NOBODY);
            Files.delete(kept().getFirst());
            session.ask("And now?", new Stop(), Watcher.NOBODY);

            Block answer = session.timeline().blocks().getLast();
            assertTrue(
                    answer.head()
                            .notes()
                            .getFirst()
                            .startsWith("What stood in the attached file notes.txt is not at hand"),
                    answer.head().notes().toString());
        }
        String request = stage.requests.getLast();
        assertTrue(request.contains("[this file is not at hand any more]"), request);
        assertFalse(request.contains("forty-two"), request);
    }

    @Test
    void aKeyOfOursIsNeitherKeptNorSent() throws Exception {
        try (Session session = session(true)) {
            session.ask(
                    "Look at @env",
                    List.of(new Attachment.Text("env", "KEY=" + Stage.KEY + "\n")),
                    new Stop(),
                    Watcher.NOBODY);
        }

        assertFalse(Files.readString(kept().getFirst()).contains(Stage.KEY));
        assertFalse(stage.requests.getFirst().contains(Stage.KEY));
    }

    @Test
    void ofATimelineThatIsNotSavedNothingIsKeptOnDisk() throws Exception {
        try (Session session = session(false)) {
            session.ask("Sum up @notes.txt", NOTES, new Stop(), Watcher.NOBODY);
            session.ask("And now?", new Stop(), Watcher.NOBODY);
        }

        assertTrue(stage.requests.getLast().contains("forty-two apples"), stage.requests.getLast());
        assertEquals(List.of(), kept());
    }

    @Test
    void showNamesTheFileAndItsLength() throws Exception {
        try (Session session = session(true)) {
            session.ask("Sum up @notes.txt", NOTES, new Stop(), Watcher.NOBODY);
        }
        String file = stage.files().getFirst().toString();

        stage.run("show", file);
        assertTrue(stage.out.contains("▌ @ notes.txt · 17 bytes\n"), stage.out);
        stage.run("export", file);
        assertTrue(stage.out.contains("*attached: notes.txt · 17 bytes*"), stage.out);
    }
}
