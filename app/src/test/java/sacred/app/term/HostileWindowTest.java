package sacred.app.term;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import sacred.app.Hostile;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.app.text.Theme;
import sacred.app.text.Tone;

/** What reaches the terminal, byte for byte, when frames hold text that wants to be obeyed. */
class HostileWindowTest {

    /** All that a frame may write besides text: the cursor, the pen, a blank screen, and the two modes around a frame. */
    private static final Pattern OURS = Pattern.compile("\033\\[(\\?(25|2026)[hl]|[0-9]+;[0-9]+H|[0-9;:]*m|2J|H)");

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void besidesOurOwnSequencesThereIsOnlyText(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        FakeTty tty = new FakeTty();
        Size size = new Size(2 + random.nextInt(80), 1 + random.nextInt(12));
        tty.resize(size);
        OpenWindow window = new OpenWindow(
                tty, _ -> {}, _ -> {}, () -> {}, new FullScreen.Options(Colors.TRUE, true, false), () -> {});
        window.open();
        tty.writes.clear();
        try {
            for (int i = 0; i < 5; i++) {
                window.draw(frame(random, size));
                assertTrue(!tty.writes.isEmpty() || i > 0);
                for (String written : tty.writes) {
                    Hostile.assertShown(OURS.matcher(written).replaceAll(""));
                }
                tty.writes.clear();
            }
        } finally {
            window.close();
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void aCopyIsLettersAndDigitsWhateverItHolds(@ForAll long seed) throws IOException {
        FakeTty tty = new FakeTty();
        OpenWindow window = new OpenWindow(
                tty, _ -> {}, _ -> {}, () -> {}, new FullScreen.Options(Colors.TRUE, true, false), () -> {});
        window.open();
        tty.writes.clear();
        try {
            window.copy(Hostile.text(new SplittableRandom(seed)));

            String written = String.join("", tty.writes);
            assertTrue(written.matches("\033]52;c;[A-Za-z0-9+/=]*\033\\\\"), Hostile.escaped(written));
        } finally {
            window.close();
        }
    }

    private static Frame frame(SplittableRandom random, Size size) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < size.rows(); row++) {
            Row line = Row.of(Hostile.text(random), Style.TEXT);
            if (random.nextBoolean()) {
                line = line.plus(Hostile.text(random), Style.of(Tone.ERROR).asBold());
            }
            rows.add(line.cut(size.columns()));
        }
        return new Frame(rows, random.nextInt(size.columns()), random.nextInt(size.rows()), Theme.DARK);
    }
}
