package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.cognition.Stop;
import sacred.cognition.schedule.Pause;
import sacred.timeline.Block;
import sacred.timeline.Event;

/** What happens to a turn while the disk does not take it. */
@Timeout(60)
class RecorderTest {

    private static final Block.Head HEAD = new Block.Head("01K", 1, Instant.parse("2026-11-25T10:00:00Z"), 5);
    private static final Event.Opened PROMPT = new Event.Opened(new Block.Input(HEAD, "Hello?"));
    private static final Event.Sealed ANSWER =
            new Event.Sealed(new Block.Format(HEAD, "An answer.", List.of(), List.of()));

    @TempDir
    Path directory;

    private final List<String> seen = new ArrayList<>();
    private final Stop stop = new Stop();
    private Optional<Pause> patience = Optional.of(time -> seen.add("waits " + time.toMillis()));
    private int failures;
    private Stage stage;
    private Setup setup;
    private Session session;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(directory);
        setup = Setup.of(stage.host(new ByteArrayOutputStream(), new ByteArrayOutputStream()), Optional.empty());
        session = setup.open(new Target(Optional.empty(), Optional.empty(), false, true), setup.settings());
    }

    @AfterEach
    void close() {
        session.close();
        setup.close();
        stage.close();
    }

    @Test
    void anAnswerThatTheDiskDoesNotTakeWaitsUntilThereIsRoomAndIsNotShownAsSealedBefore() throws IOException {
        Recorder recorder = recorder(Optional.of(stop));
        recorder.durable(PROMPT);
        failures = 2;

        recorder.durable(ANSWER);

        assertEquals(
                List.of(
                        "sealed Opened",
                        "unsaved Not saved: full, 1 sealed",
                        "waits 2000",
                        "unsaved Not saved: full, 1 sealed",
                        "waits 2000",
                        "sealed Sealed"),
                seen);
        assertEquals(2, session.timeline().blocks().size());
    }

    @Test
    void whereNobodyMakesRoomTheTurnIsGivenUp() throws IOException {
        patience = Optional.empty();
        Recorder recorder = recorder(Optional.of(stop));
        recorder.durable(PROMPT);
        failures = 1;

        assertThrows(IOException.class, () -> recorder.durable(ANSWER));

        assertEquals(List.of("sealed Opened"), seen);
    }

    @Test
    void aPromptAndWhatIsNoTurnDoNotWait() throws IOException {
        failures = 1;
        assertThrows(IOException.class, () -> recorder(Optional.of(stop)).durable(PROMPT));
        recorder(Optional.empty()).durable(PROMPT);
        failures = 1;
        assertThrows(IOException.class, () -> recorder(Optional.empty()).durable(ANSWER));

        assertEquals(List.of("sealed Opened"), seen);
    }

    @Test
    void aStopEndsTheWaitAndATurnThatWasStoppedBeforeDoesNotWaitAtAll() throws IOException {
        Recorder recorder = recorder(Optional.of(stop));
        recorder.durable(PROMPT);
        failures = 5;
        patience = Optional.of(_ -> {
            throw new InterruptedException();
        });

        assertThrows(IOException.class, () -> recorder.durable(ANSWER));
        assertTrue(Thread.interrupted(), "whoever stopped it is heard");
        assertEquals(4, failures);

        stop.now(Stop.Reason.TERMINATED);
        assertThrows(IOException.class, () -> recorder.durable(ANSWER));
        assertEquals(3, failures);
        assertEquals(2, seen.size(), seen + "");
    }

    @Test
    void whatRoomWouldNotHelpIsNotWaitedFor() throws IOException {
        Recorder recorder = recorder(Optional.of(stop));
        recorder.durable(PROMPT);
        session.close();

        IOException refused = assertThrows(IOException.class, () -> recorder.durable(ANSWER));

        assertEquals("The timeline is already closed.", refused.getMessage());
        assertEquals(List.of("sealed Opened"), seen);
    }

    @Test
    void whatBecameOfTheDiskIsToldOnceTheBlockIsSafe() throws IOException {
        Recorder recorder = recorder(Optional.of(stop));
        recorder.durable(PROMPT);
        news.add("The timeline goes on elsewhere.");

        recorder.durable(ANSWER);

        assertEquals(List.of("sealed Opened", "sealed Sealed", "warned The timeline goes on elsewhere."), seen);
    }

    private final List<String> news = new ArrayList<>();

    private Recorder recorder(Optional<Stop> by) {
        Recorder.Keeping journal = Recorder.Keeping.in(session.journal());
        Recorder.Keeping failing = new Recorder.Keeping() {
            @Override
            public byte[] append(Event.Durable event) throws IOException {
                if (failures > 0) {
                    failures--;
                    throw new IOException("Not saved: full");
                }
                return journal.append(event);
            }

            @Override
            public List<String> news() {
                List<String> told = List.copyOf(news);
                news.clear();
                return told;
            }
        };
        return new Recorder(
                session, failing, new Checkpoints(session, _ -> {}, _ -> {}), new Seeing(), by, Optional.empty());
    }

    private final class Seeing implements Watcher {
        @Override
        public void sealed(Event.Durable event, byte[] record) {
            seen.add("sealed " + event.getClass().getSimpleName());
        }

        @Override
        public void live(Event.Fleeting event) {
            Event.Waiting wait = (Event.Waiting) event;
            assertEquals(Optional.of(Duration.ofSeconds(2)), wait.left());
            int blocks = session.timeline().blocks().size();
            seen.add((wait.unsaved() ? "unsaved " : "") + wait.why() + ", " + blocks + " sealed");
        }

        @Override
        public void warned(String sentence) {
            seen.add("warned " + sentence);
        }

        @Override
        public Optional<Pause> patience() {
            return patience;
        }
    }
}
