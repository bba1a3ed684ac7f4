package sacred.app.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sacred.app.text.Clusters;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.app.text.Theme;
import sacred.app.text.Tone;

class CanvasTest {

    private static final Size SIZE = new Size(20, 4);

    private final Canvas canvas = new Canvas(SIZE, Colors.TRUE);
    private final ScreenModel modern = new ScreenModel(SIZE, true);
    private final ScreenModel old = new ScreenModel(SIZE, false);

    @Test
    void whatAFrameHoldsIsOnTheScreen() {
        draw("one", "", "  two");

        assertEquals(List.of("one", "", "  two", ""), modern.rows());
    }

    @Test
    void theSameFrameAgainIsNotWritten() {
        draw("one", "two");

        assertEquals("", draw("one", "two"));
    }

    @Test
    void oneChangedLetterIsFewBytes() {
        draw("the first line", "the second line");

        String written = draw("the first line", "the second lime");

        assertTrue(written.length() < 60, written.length() + " bytes: " + written);
        assertEquals("the second lime", modern.rows().get(1));
    }

    @Test
    void aCursorThatMovedIsWrittenWithoutAnyText() {
        canvas.draw(frame(0, 0, "one"));

        String written = written(canvas.draw(frame(2, 3, "one")));

        assertEquals("", modern.write(written));
        assertEquals(2, modern.column());
        assertEquals(3, modern.row());
    }

    @Test
    void aCursorInTheMiddleOfAWideCharacterStandsOnIt() {
        modern.write(written(canvas.draw(frame(1, 0, "你"))));

        assertEquals(0, modern.column());
    }

    @Test
    void aCursorOutsideTheScreenIsHidden() {
        String written = written(canvas.draw(frame(20, 0, "one")));

        assertFalse(written.contains("\033[?25h"), written);
    }

    @Test
    void aFrameIsOneSynchronizedUpdateAndNeverClears() {
        draw("one");

        String written = draw("two", "three", "four", "five");

        assertTrue(written.startsWith("\033[?2026h"), written);
        assertTrue(written.endsWith("\033[?2026l"), written);
        assertEquals(1, written.split("2026h", -1).length - 1);
        assertFalse(written.contains("2J"), written);
    }

    @Test
    void aSpoiledScreenIsClearedAndWrittenAsAWhole() {
        draw("one 你好 x", "two");
        modern.write("\033[1;1Hgarbage of others");

        canvas.spoiled();
        String written = draw("one 你好 x", "two");

        assertTrue(written.contains("\033[2J"), written);
        assertEquals(List.of("one 你好 x", "two", "", ""), modern.rows());
    }

    @Test
    void aRowThatIsLongerThanTheScreenIsCut() {
        draw("0123456789012345678901234567890");

        assertEquals(List.of("01234567890123456789", "", "", ""), modern.rows());
    }

    @Test
    void aWideCharacterThatDoesNotFitIsABlank() {
        draw("0123456789012345678你");

        assertEquals("0123456789012345678", modern.rows().getFirst());
    }

    @Test
    void whatAnOldTerminalMayMakeWideIsNotInTheLastColumn() {
        draw("012345678901234567O\u2fef");

        assertEquals("O", old.cell(18, 0));
        assertEquals(" ", modern.cell(19, 0));
    }

    @Test
    void aWideCharacterThatGoesAwayLeavesNothing() {
        draw("你好", "x");
        draw("a", "x");

        assertEquals(List.of("a", "x", "", ""), modern.rows());
        draw("a你", "x");
        draw("你b", "x");

        assertEquals("你b", modern.rows().getFirst());
    }

    @Test
    void whatStandsBehindAnEmojiStaysInItsColumnOnEveryTerminal() {
        draw("0123456789|");

        draw("👩‍👩‍👧 🇩🇪 ❤️ 1️⃣|", "e\u0301 ก็ क्षि|");

        assertEquals("|", modern.cell(11, 0));
        assertEquals("|", old.cell(11, 0));
        assertEquals("|", modern.cell(5, 1));
        assertEquals("|", old.cell(5, 1));
    }

    @Test
    void anEmojiThatSpreadsOnAnOldTerminalDamagesNothingThatDidNotChange() {
        draw("xxabcdef");

        draw("👩‍👩‍👧abcdef");

        assertTrue(old.rows().getFirst().endsWith("abcdef"), old.rows().getFirst());
        assertEquals("a", old.cell(2, 0));
    }

    @Test
    void anEmojiThatAnOldTerminalMakesNarrowLeavesNothingBesideIt() {
        draw("xy|");

        draw("❤️|");

        assertEquals(" ", old.cell(1, 0));
        assertEquals("|", old.cell(2, 0));
    }

    @Test
    void aBlankInThePlaceOfHalfAWideCharacterHasItsOwnBackground() {
        Style reverse = Style.of(Tone.SELECTED);
        modern.write(written(canvas.draw(new Frame(List.of(Row.of("你", reverse)), 5, 0, Theme.MONO))));

        modern.write(written(canvas.draw(new Frame(List.of(Row.of("a ", reverse)), 5, 0, Theme.MONO))));

        assertEquals("0;7", modern.pen(1, 0));
    }

    @Test
    void aStyleIsWrittenOnceForARunAndDoesNotLeakIntoWhatFollows() {
        Row row = Row.of("bold", Style.TEXT.asBold()).plus(" plain", Style.TEXT);

        String written = written(canvas.draw(new Frame(List.of(row), 0, 0, Theme.MONO)));
        modern.write(written);

        assertEquals("0;1", modern.pen(0, 0));
        assertEquals("0", modern.pen(5, 0));
        assertEquals(2, written.split("m", -1).length - 1, written);
    }

    @Test
    void anotherThemePaintsTheSameRowsAgain() {
        List<Row> rows = List.of(Row.of("text", Style.ACCENT));
        canvas.draw(new Frame(rows, 0, 0, Theme.MONO));

        modern.write(written(canvas.draw(new Frame(rows, 0, 0, Theme.DARK))));

        assertEquals("0;38;2;137;180;250", modern.pen(0, 0));
    }

    @Test
    void aNewSizeIsDrawnAsAWhole() {
        draw("one", "two", "three", "four");
        Size small = new Size(4, 2);
        ScreenModel after = new ScreenModel(small, true);

        canvas.resize(small);
        after.write(written(canvas.draw(frame(0, 0, "hello", "there", "x"))));

        assertEquals(List.of("hell", "ther"), after.rows());
    }

    @Property(tries = 300)
    void noFrameWritesAControlCharacterAndTheScreenIsWhatTheFramesSay(@ForAll("frames") List<List<String>> frames) {
        for (List<String> rows : frames) {
            String written = written(canvas.draw(frame(0, 0, rows.toArray(new String[0]))));
            assertPrintable(modern.write(written));
            old.write(written);

            for (int y = 0; y < SIZE.rows(); y++) {
                assertRow(y < rows.size() ? Row.of(rows.get(y), Style.TEXT).text() : "", y);
            }
        }
    }

    private void assertRow(String text, int y) {
        int x = 0;
        Clusters clusters = new Clusters(text);
        while (clusters.next() && x + clusters.columns() <= SIZE.columns()) {
            if (clusters.columns() > 0) {
                // see whatAnOldTerminalMayMakeWideIsNotInTheLastColumn
                boolean left = x + 1 == SIZE.columns()
                        && clusters.text().charAt(0) > 127
                        && modern.cell(x, y).equals(" ");
                assertTrue(left || clusters.text().equals(modern.cell(x, y)), () -> "row " + y + " of " + text);
                if (clusters.text().charAt(0) < 128 && clusters.text().length() == 1) {
                    assertEquals(clusters.text(), old.cell(x, y), () -> "row " + y + " of " + text);
                }
            }
            x += clusters.columns();
        }
        for (; x < SIZE.columns(); x++) {
            assertEquals(" ", modern.cell(x, y), () -> "the end of row " + y + " of " + text);
        }
    }

    private static void assertPrintable(String text) {
        text.codePoints().forEach(c -> {
            boolean control = c < ' ' || c >= 0x7F && c < 0xA0;
            boolean hidden = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c >= 0xE0000 && c <= 0xE0FFF;
            assertFalse(control || hidden, () -> String.format("U+%04X", c));
        });
    }

    @Provide
    Arbitrary<List<List<String>>> frames() {
        Arbitrary<String> hostile = Arbitraries.of(
                "A\033]52;c;cm0gLXJmIH4=\007B",
                "\033[2J\033[H",
                "\033c\033[!p",
                "\033Ptmux;\033\033]52;c;aGk=\007\033\\",
                "\u009b31m\u0085\u0090",
                "ab\b\b\bXY\177\r\n\t",
                "access\u202E gnp.exe",
                "pay\u200Bpal.com",
                "ok\uDB40\uDC63",
                "\uD83D",
                "\uDC00\uFFFE",
                "\0\5\16\17");
        Arbitrary<String> wide = Arbitraries.of(
                "你好",
                "👩‍👩‍👧",
                "👍🏽",
                "🇩🇪",
                "❤️",
                "1️⃣",
                "e\u0301",
                "ก็",
                "क्षि",
                "\u0301",
                "한국어",
                "⚡",
                "✓",
                "─│",
                "𝔘",
                "ﷺ",
                "\u200d");
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12);
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<String> text = Arbitraries.oneOf(hostile, wide, ascii, anything)
                .list()
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces));
        return text.list().ofMaxSize(5).list().ofMinSize(1).ofMaxSize(6);
    }

    private String draw(String... rows) {
        String written = written(canvas.draw(frame(0, 0, rows)));
        modern.write(written);
        old.write(written);
        return written;
    }

    private static String written(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Frame frame(int column, int row, String... texts) {
        List<Row> rows = new ArrayList<>();
        Arrays.stream(texts).forEach(text -> rows.add(Row.of(text, Style.TEXT)));
        return new Frame(rows, column, row, Theme.MONO);
    }
}
