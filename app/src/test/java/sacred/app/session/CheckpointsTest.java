package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.cognition.Stop;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;
import sacred.timeline.journal.Partial;
import sacred.timeline.journal.Reading;

/** What is kept of an answer while it streams. The threads and the seconds are the test's own. */
class CheckpointsTest {

    private static final Block.Head HEAD = new Block.Head("01K", 1, Instant.parse("2026-11-25T10:00:00Z"), 5);
    private static final ModelRef MODEL = new ModelRef("one", "alpha");

    @TempDir
    Path directory;

    private final List<Runnable> threads = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();
    private sacred.app.Stage stage;
    private Setup setup;
    private Session session;
    private Recorder recorder;

    @BeforeEach
    void open() throws Exception {
        stage = new sacred.app.Stage(directory);
        setup = Setup.of(stage.host(new ByteArrayOutputStream(), new ByteArrayOutputStream()), Optional.empty());
        session = setup.open(new Target(Optional.empty(), Optional.empty(), false, true), setup.settings());
        recorder = new Recorder(
                session,
                Recorder.Keeping.in(session.journal()),
                new Checkpoints(session, threads::add, waited::add),
                Watcher.NOBODY,
                Optional.of(new Stop()),
                Optional.empty());
        recorder.durable(new Event.Opened(new Block.Input(HEAD, "Hello?")));
        recorder.fleeting(new Event.Started(1, Stage.FORMAT));
        recorder.fleeting(new Event.CallStarted(1, 0, MODEL, "format", 1));
    }

    @AfterEach
    void close() {
        session.close();
        setup.close();
        stage.close();
    }

    @Test
    void whatStreamsIsKeptOnceASecondWhileSomethingArrives() throws IOException {
        says("half ");
        says("an ");
        says("answer");
        assertEquals(1, threads.size(), "one thread for what arrives in a second");
        assertFalse(Files.exists(partial()));

        aSecondPasses();
        assertEquals("half an answer", kept().text());
        assertEquals(Stage.FORMAT, kept().stage());
        assertEquals(Instant.parse("2026-11-25T10:00:00Z"), kept().at());
        assertEquals(List.of(), threads, "nothing is written while nothing arrives");

        says(" and more");
        recorder.fleeting(new Event.Delta(1, 0, "hm", true));
        aSecondPasses();

        assertEquals("half an answer and more", kept().text());
        assertEquals("hm", kept().reasoning());
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), waited);
    }

    @Test
    void nothingIsKeptOfABlockThatWasSealedMeanwhile() throws IOException {
        says("all of it");
        aSecondPasses();
        says(".");
        recorder.durable(new Event.Sealed(new Block.Format(HEAD, "all of it.", List.of(), List.of())));
        assertFalse(Files.exists(partial()));

        aSecondPasses();

        assertFalse(Files.exists(partial()));
    }

    @Test
    void noSecretIsInItAlsoWhereItsPiecesWereTooSmallToKnowIt() throws IOException {
        for (char letter : sacred.app.Stage.KEY.toCharArray()) {
            says(String.valueOf(letter));
        }
        aSecondPasses();

        assertFalse(Files.readString(partial()).contains(sacred.app.Stage.KEY));
        assertFalse(kept().text().isEmpty());
    }

    @Test
    void severalThatAnswerTogetherAreToldApart() throws IOException {
        recorder.fleeting(new Event.CallStarted(1, 1, new ModelRef("two", "beta"), "member", 1));
        says("a word");
        recorder.fleeting(new Event.Delta(1, 1, "another", false));
        aSecondPasses();

        assertEquals("format one:alpha:\na word\n\nmember two:beta:\nanother", kept().text());
    }

    @Test
    void aTurnThatIsWatchedFromElsewhereShowsWhatHasArrived() throws Exception {
        says("half an answer");
        aSecondPasses();

        stage.run("show", session.journal().id());

        assertTrue(stage.out.endsWith("half an answer\n"), stage.out);
        assertTrue(stage.err.contains("This turn has not ended."), stage.err);
    }

    private void says(String piece) {
        recorder.fleeting(new Event.Delta(1, 0, piece, false));
    }

    private void aSecondPasses() {
        List<Runnable> due = List.copyOf(threads);
        threads.clear();
        due.forEach(Runnable::run);
    }

    private Path partial() {
        Path file = session.journal().file().orElseThrow();
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    private Partial kept() throws IOException {
        return Reading.of(session.journal().file().orElseThrow()).partial().orElseThrow();
    }
}
