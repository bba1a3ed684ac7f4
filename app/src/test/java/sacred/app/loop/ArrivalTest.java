package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.Stage;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.host.Host;
import sacred.app.session.Resuming;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.text.Frame;
import sacred.app.text.Size;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Progress;
import sacred.timeline.journal.Reading;

/** A real timeline on the screen while its reading is held still. */
@Timeout(120)
class ArrivalTest {

    @TempDir
    Path directory;

    /** So many blocks of the end are seen first, in the middle of a turn. */
    private static final int SEEN = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /** The reading goes on once this is down. */
    private final CountDownLatch go = new CountDownLatch(1);

    private Stage stage;
    private Path file;
    private Setup setup;

    @BeforeEach
    void write() throws Exception {
        stage = new Stage(directory);
        file = directory.resolve("long.jsonl");
        stage.answering("The first answer.", "The second answer.", "The third answer.");
        for (String prompt : List.of("one?", "two?", "three?")) {
            assertEquals(0, stage.run("ask", "--timeline", file.toString(), prompt), stage.err);
        }
        setup = Setup.of(stage.host(out, OutputStream.nullOutputStream()), Optional.empty());
    }

    @AfterEach
    void close() {
        setup.close();
        stage.close();
    }

    @Test
    void theEndIsOnTheFirstScreenAndNothingThatHasToBeCounted() throws Exception {
        Rehearsal somebody = new Rehearsal(new Size(80, 24))
                .presses(text -> text.contains("reading 0 %") && released(), Key.ctrl('l'))
                .presses(text -> text.contains("? help"), Key.ctrl('d'));

        run(somebody);

        String first = Rehearsal.text(somebody.frames.getFirst());
        assertTrue(first.contains("The third answer."), first);
        assertTrue(first.contains("reading 0 % of") && first.contains("? turns"), first);
        assertTrue(first.contains("Esc leaves"), first);
        assertFalse(first.contains("3 turns") || first.contains("one:alpha ·"), first);
    }

    @Test
    void theLastScreenIsThatOfAPlainOpening() throws Exception {
        Predicate<String> open = text -> text.contains("3 turns") && text.contains("? help");
        Rehearsal somebody = new Rehearsal(new Size(80, 24)).presses(open, Key.ctrl('d'));
        Rehearsal plainly = new Rehearsal(new Size(80, 24)).presses(open, Key.ctrl('d'));

        go.countDown();
        run(somebody);
        assertEquals(0, ScreenUi.run(setup, setup.open(target(), setup.settings()), plainly));

        Frame last = somebody.frames.getLast();
        assertEquals(Rehearsal.text(plainly.frames.getLast()), Rehearsal.text(last));
        assertEquals(plainly.frames.getLast().rows(), last.rows());
    }

    @Test
    void whatIsSentMeanwhileWaitsInSightAndGoesOutInItsOrder() throws Exception {
        stage.answering("The fourth answer.");
        Rehearsal somebody = new Rehearsal(new Size(80, 24))
                .submits(text -> text.contains("reading 0 %"), "four?")
                .submits(text -> text.contains("queued  four?"), "/cost")
                .presses(
                        text -> text.contains("queued  /cost") && text.contains("reading") && released(), Key.ctrl('l'))
                .presses(text -> text.contains("4 turns") && text.contains("› /cost"), Key.ctrl('d'));
        int asked = stage.requests.size();

        run(somebody);

        assertEquals(asked + 1, stage.requests.size());
        assertTrue(stage.requests.getLast().contains("The third answer."), "the whole conversation goes with it");
        Timeline timeline = Reading.of(file).timeline();
        assertEquals("The fourth answer.", timeline.blocks().getLast().text());
        assertEquals(4, timeline.blocks().getLast().head().turn());
    }

    @Test
    void damageInTheMiddleIsToldAsInAPlainOpening() throws Exception {
        List<String> lines = Files.readAllLines(file);
        lines.set(2, lines.get(2).replaceFirst("\"turn\":1", "\"turn\":2"));
        Files.writeString(file, String.join("\n", lines) + "\n");
        Rehearsal somebody = new Rehearsal(new Size(80, 60))
                .presses(text -> text.contains("note: long.jsonl, line 3 is damaged"), Key.ctrl('d'));

        go.countDown();
        run(somebody);
    }

    @Test
    void whoReadsAboveTheEndIsNotMovedWhenTheRestArrives() throws Exception {
        List<List<String>> bodies = new ArrayList<>();
        Size small = new Size(80, 10);
        Rehearsal somebody = new Rehearsal(small)
                .presses(text -> text.contains("reading 0 %"), Key.of(Name.PAGE_UP))
                .presses(text -> text.contains("more below") && released(), Key.ctrl('l'))
                .presses(text -> text.contains("3 turns") && text.contains("more below"), Key.ctrl('d'));

        run(somebody);

        for (Frame frame : somebody.frames) {
            String text = Rehearsal.text(frame);
            if (text.contains("more below")) {
                bodies.add(List.of(text.split("\n", -1)).subList(1, 7));
            }
        }
        assertTrue(bodies.size() >= 2);
        assertEquals(1, bodies.stream().distinct().count(), bodies.toString());
    }

    @Test
    void theTopOfTheEndSaysThatMoreIsBeingReadUntilItStandsThere() throws Exception {
        Rehearsal somebody = new Rehearsal(new Size(80, 12))
                .presses(text -> text.contains("reading 0 %"), new Key(Name.HOME, "", true, false, false))
                .presses(text -> text.contains("what stands before this is being read") && released(), Key.ctrl('l'))
                .presses(text -> text.contains("3 turns") && text.contains("more below"), Key.of(Name.PAGE_UP))
                .presses(text -> text.contains("The first answer."), Key.ctrl('d'));

        run(somebody);

        String still = somebody.frames.stream()
                .map(Rehearsal::text)
                .filter(text -> text.contains("before this is being read"))
                .reduce((_, last) -> last)
                .orElseThrow();
        String arrived = somebody.frames.stream()
                .map(Rehearsal::text)
                .filter(text -> text.contains("3 turns"))
                .findFirst()
                .orElseThrow();
        assertEquals(still.split("\n")[2], arrived.split("\n")[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"escape", "ctrl-c", "ctrl-d", "/quit"})
    void whoStopsItIsOutAtOnceAndNothingWasChanged(String how) throws Exception {
        byte[] before = Files.readAllBytes(file);
        Predicate<String> reading = text -> text.contains("reading 0 %");
        Rehearsal somebody = new Rehearsal(new Size(80, 24));
        switch (how) {
            case "escape" -> somebody.presses(reading, Key.of(Name.ESCAPE));
            case "ctrl-c" -> somebody.presses(reading, Key.ctrl('c'));
            case "ctrl-d" -> somebody.presses(reading, Key.ctrl('d'));
            default -> somebody.submits(reading, how);
        }

        run(somebody);

        assertEquals(1, go.getCount(), "nobody let it go on");
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("long.jsonl was not opened: reading 0 %"), said);
        assertArrayEquals(before, Files.readAllBytes(file));
        Journal.open(file, Host.VERSION, setup.host().clock()).close();
    }

    @Test
    void aPromptThatWaitedForWhatWasStoppedIsBackInTheNextRun() throws Exception {
        run(new Rehearsal(new Size(80, 24))
                .submits(text -> text.contains("reading 0 %"), "four?")
                .presses(text -> text.contains("queued  four?"), Key.of(Name.ESCAPE)));
        Rehearsal later = new Rehearsal(new Size(80, 24)).presses(text -> text.contains("› four?"), Key.ctrl('c'));
        later.presses(text -> text.contains("type here"), Key.ctrl('d'));

        ScreenUi.run(setup, setup.open(target(), setup.settings()), later);
    }

    @Test
    void whatCannotBeOpenedAfterAllIsSaidOnceTheScreenIsLeft() throws Exception {
        Resuming failing = held(new IOException("The disk is gone."));

        IOException e =
                assertThrows(IOException.class, () -> ScreenUi.run(setup, failing, new Rehearsal(new Size(80, 24))));

        assertEquals("The disk is gone.", e.getMessage());
    }

    @Test
    void aTimelineThatIsReadInNoTimeIsShownWhole() throws Exception {
        Resuming resuming =
                Resuming.of(setup, target(), setup.settings(), true, 1_000).orElseThrow();
        Rehearsal somebody = new Rehearsal(new Size(80, 24)).presses(text -> text.contains("? help"), Key.ctrl('d'));
        Resuming small = held(resuming, Long.MAX_VALUE, Optional.empty());
        go.countDown();

        assertEquals(0, ScreenUi.run(setup, small, somebody));

        String first = Rehearsal.text(somebody.frames.getFirst());
        assertTrue(first.contains("3 turns") && !first.contains("reading"), first);
    }

    private boolean released() {
        go.countDown();
        return true;
    }

    private void run(Rehearsal somebody) throws Exception {
        assertEquals(0, ScreenUi.run(setup, held(null), somebody));
    }

    private Target target() {
        return new Target(Optional.of(file.toString()), Optional.empty(), false, true);
    }

    private Resuming held(IOException failure) throws IOException {
        Resuming resuming =
                Resuming.of(setup, target(), setup.settings(), true, 1).orElseThrow();
        return held(resuming, 1, Optional.ofNullable(failure));
    }

    /** The same, whose reading stands still until it may go on, and asks all the time whether it is wanted still. */
    private Resuming held(Resuming resuming, long worthBytes, Optional<IOException> failure) {
        return new Resuming() {
            @Override
            public String id() {
                return resuming.id();
            }

            @Override
            public Path file() {
                return resuming.file();
            }

            @Override
            public long bytes() throws IOException {
                return resuming.bytes();
            }

            @Override
            public long worthBytes() {
                return worthBytes;
            }

            @Override
            public long unread() throws IOException {
                return resuming.unread();
            }

            @Override
            public Timeline end() throws IOException {
                Timeline end = resuming.end();
                int blocks = end.blocks().size();
                return new Timeline(end.blocks().subList(blocks - SEEN, blocks), end.closings(), end.live());
            }

            @Override
            public Session open(Progress progress) throws IOException {
                return resuming.open(bytes -> {
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    while (!down()) {
                        progress.scanned(0);
                    }
                    progress.scanned(bytes);
                });
            }

            @Override
            public void close() {
                resuming.close();
            }
        };
    }

    private boolean down() throws IOException {
        try {
            return go.await(1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
