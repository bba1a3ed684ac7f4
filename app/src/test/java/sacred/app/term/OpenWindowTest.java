package sacred.app.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.app.text.Theme;

@Timeout(60)
class OpenWindowTest {

    private final FakeTty tty = new FakeTty();
    private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
    private final OpenWindow window = window(false);

    private OpenWindow window(boolean ask) {
        return new OpenWindow(
                tty,
                inbox::add,
                inbox::add,
                () -> inbox.add("ended"),
                new FullScreen.Options(Colors.TRUE, true, ask),
                () -> inbox.add("closed"));
    }

    @BeforeEach
    void open() throws IOException {
        window.open();
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aFrameIsOneWriteAndTheSameFrameIsNone() {
        tty.writes.clear();

        window.draw(frame("one"));
        window.draw(frame("one"));
        window.draw(frame("two"));

        assertEquals(2, tty.writes.size());
    }

    @Test
    void everythingIsUndoneInReverseAndTheAlternateScreenLast() {
        window.close();

        List<String> on = modes(tty.writes.getFirst());
        List<String> off = modes(tty.writes.getLast());
        assertEquals(on.stream().map(OpenWindowTest::opposite).toList(), off.reversed());
        assertEquals("\033[?1049h", on.getFirst());
        assertTrue(tty.writes.getLast().endsWith("\033[0m\033[?25h\033[?7h\033[?1049l"), tty.writes.getLast());
        assertEquals(List.of(tty.writes.getLast(), "close"), tty.deeds.subList(tty.deeds.size() - 2, tty.deeds.size()));
    }

    @Test
    void closingAgainDoesNothing() {
        window.close();
        int deeds = tty.deeds.size();

        window.close();
        window.draw(frame("late"));
        window.redraw();
        window.bell();
        window.mouse(false);

        assertEquals(deeds, tty.deeds.size());
        assertEquals(List.of("closed"), List.copyOf(inbox));
    }

    @Test
    void whatIsTypedArrivesInOrder() throws Exception {
        tty.type("a\033[A");
        tty.type("\033[200~x\ry\033[201~");

        assertEquals(Key.typed("a"), inbox.take());
        assertEquals(Key.of(Input.Name.UP), inbox.take());
        assertEquals(new Input.Paste("x\ny"), inbox.take());
    }

    @Test
    void aLoneEscapeArrives() throws Exception {
        tty.type("\033");

        assertEquals(Key.of(Input.Name.ESCAPE), inbox.take());
    }

    @Test
    void theEndOfTheInputIsTold() throws Exception {
        tty.hangUp();

        assertEquals("ended", inbox.take());
    }

    @Test
    void aTerminalThatTakesNothingMoreIsToldAndNotWrittenToAgain() {
        tty.breakDown();

        window.draw(frame("one"));
        window.draw(frame("two"));
        window.close();

        assertEquals(List.of("ended", "closed"), List.copyOf(inbox));
    }

    @Test
    void aNewSizeIsToldAndTheNextFrameHasIt() {
        window.draw(frame("one"));
        tty.writes.clear();

        tty.resize(new Size(3, 2));
        window.draw(frame("hello"));

        assertEquals(List.of(new Size(3, 2)), List.copyOf(inbox));
        assertEquals(new Size(3, 2), window.size());
        ScreenModel screen = new ScreenModel(window.size(), true);
        screen.write(tty.writes.getFirst());
        assertEquals(List.of("hel", ""), screen.rows());
    }

    @Test
    void anotherProgramHasTheTerminalAsTheShellHadItAndItsKeys() throws Exception {
        window.draw(frame("one"));
        tty.deeds.clear();

        window.outside(() -> {
            assertTrue(tty.deeds.getFirst().endsWith("\033[?1049l"), tty.deeds.toString());
            assertEquals("cooked", tty.deeds.getLast());
            assertThrows(IOException.class, () -> tty.type("for the other"), "somebody still reads");
            tty.deeds.add("action");
            window.draw(frame("meanwhile"));
        });

        assertEquals(List.of("cooked", "action", "raw"), tty.deeds.subList(1, 4));
        assertEquals(2, tty.opened());
        ScreenModel screen = new ScreenModel(window.size(), true);
        screen.write(tty.writes.getLast());
        assertEquals("meanwhile", screen.rows().getFirst());
        tty.type("k");
        assertEquals(Key.typed("k"), inbox.take());
    }

    @Test
    void anActionThatFailsComesBackToo() throws Exception {
        assertThrows(
                IOException.class,
                () -> window.outside(() -> {
                    throw new IOException("no editor");
                }));

        tty.type("k");
        assertEquals(Key.typed("k"), inbox.take());
    }

    @Test
    void suspendingStopsTheProgramOnTheNormalScreen() throws Exception {
        window.draw(frame("one"));
        tty.deeds.clear();

        window.suspend();

        assertEquals(List.of("cooked", "stop", "raw"), tty.deeds.subList(1, 4));
        assertTrue(tty.writes.getLast().contains("one"));
    }

    @Test
    void whoIsAskedToStopWhileAnotherProgramIsInFrontJustStops() throws Exception {
        window.outside(() -> {
            tty.deeds.clear();
            tty.pressedToStop();
            assertEquals(List.of("stop"), tty.deeds);
        });
    }

    @Test
    void closingWhileAnotherProgramIsInFrontWritesNothingIntoIt() throws Exception {
        window.outside(() -> {
            tty.deeds.clear();
            window.close();
        });

        assertEquals(List.of("close"), tty.deeds);
    }

    @Test
    void theMouseIsSwitchedOffAndStaysOff() throws Exception {
        window.mouse(false);
        assertEquals("\033[?1006l\033[?1000l", tty.writes.getLast());

        window.suspend();

        assertFalse(String.join("", tty.writes.subList(2, tty.writes.size())).contains("1000h"));
    }

    @Test
    void aCopyIsSentUnlessItIsTooLong() {
        assertTrue(window.copy("héllo"));
        assertEquals("\033]52;c;aMOpbGxv\033\\", tty.writes.getLast());

        assertFalse(window.copy("x".repeat(Clipboard.LIMIT + 1)));
        assertEquals("\033]52;c;aMOpbGxv\033\\", tty.writes.getLast());
    }

    @Test
    void theBackgroundIsAskedForOnceAndItsAnswerIsAnInput() throws Exception {
        OpenWindow asking = window(true);
        asking.open();
        assertTrue(tty.writes.getLast().startsWith("\033]11;?"));

        tty.type("\033]11;rgb:ffff/ffff/ffff\033\\\033[?62c");

        assertEquals(new Input.Background(false), inbox.take());
        asking.suspend();
        asking.close();
        assertEquals(1, tty.writes.stream().filter(w -> w.contains("]11;?")).count());
    }

    private static Frame frame(String text) {
        return new Frame(List.of(Row.of(text, Style.TEXT)), 0, 0, Theme.MONO);
    }

    /** What is switched, without what only resets. */
    private static List<String> modes(String written) {
        return Stream.of(written.split("(?=\033)"))
                .filter(s -> !s.isEmpty() && !s.matches("\033\\[(0m|2J|H|\\?25h|\\?2026l)"))
                .toList();
    }

    private static String opposite(String on) {
        return switch (on) {
            case "\033[>4;1m" -> "\033[>4m";
            case "\033[>1u" -> "\033[<u";
            default -> on.substring(0, on.length() - 1) + (on.endsWith("h") ? "l" : "h");
        };
    }
}
