package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.text.BreakIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {

    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain ASCII | 11",
                "naïve | 5",
                "日本語 | 6",
                "한국어 | 6",
                "\u1100\u1161\u11a8 | 2",
                "ｶﾞ | 2",
                "Ａ１ | 4",
                "😀 | 2",
                "👨‍👩‍👧‍👦 | 2",
                "👍🏽 | 2",
                "☝🏽 | 2",
                "❤ | 1",
                "❤\ufe0f | 2",
                "❤\u200d🔥 | 2",
                "😀\ufe0e | 1",
                "⌚ | 2",
                "🇩🇪🇫🇷 | 4",
                "1\ufe0f\u20e3 | 2",
                "🏳️‍🌈 | 2",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿 | 2",
                "e\u0301 | 1",
                "क्षि | 1",
                "ก็ | 1",
                "น้ำ | 2",
                "\u0301 | 1",
                "── ▎│ … ⠹ ◇ | 11",
                "a😀b中c | 7"
            })
    void aTextTakesTheColumnsThatATerminalGivesIt(String text, int columns) {
        assertEquals(columns, Width.of(text));
    }

    @Property
    void everyWalkMeetsTheBordersOfTheBreakIterator(@ForAll("mixed") String text) {
        BreakIterator borders = BreakIterator.getCharacterInstance();
        borders.setText(text);
        List<Integer> expected = new ArrayList<>();
        for (int at = borders.next(); at != BreakIterator.DONE; at = borders.next()) {
            expected.add(at);
        }

        List<Integer> met = new ArrayList<>();
        Clusters clusters = new Clusters(text);
        while (clusters.next()) {
            met.add(clusters.end());
        }

        assertEquals(expected, met);
    }

    @Property
    void textWithoutStrayMarksIsAsWideAsJLineSays(@ForAll("ordinary") String text) {
        assertEquals(new AttributedString(text).columnLength(), Width.of(text), text);
    }

    @Property
    void theCutPartFitsAndOneMoreClusterWouldNot(@ForAll("mixed") String text, @ForAll("columns") int columns) {
        String part = Width.cut(text, columns);

        assertEquals(0, text.indexOf(part));
        assertEquals(true, Width.of(part) <= columns);
        if (part.length() < text.length()) {
            Clusters rest = new Clusters(text.substring(part.length()));
            rest.next();
            assertEquals(true, Width.of(part) + rest.columns() > columns);
        }
    }

    @Test
    void aClusterLongerThanAnyPieceIsOneCluster() {
        String text = "x" + "\u0301".repeat(5000) + "日" + FAMILY;

        assertEquals(5, Width.of(text));
    }

    @Test
    void aSpanKeepsSixteenCodePointsOfACluster() {
        Span span = new Span("a" + "\u0301".repeat(500) + "b", Style.TEXT);

        assertEquals("a" + "\u0301".repeat(15) + "b", span.text());
    }

    @Test
    void aSpanNeverDrawsOnTheCellToItsLeft() {
        assertEquals("◌\u0301a", new Span("\u0301a", Style.TEXT).text());
        assertEquals("◌\u200d😀", new Span("\u200d😀", Style.TEXT).text());
    }

    @Test
    void aLongTextIsMeasuredInLinearTime() {
        String text = ("plain " + FAMILY + "日本 e\u0301").repeat(200_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(14 * 200_000, Width.of(text)));
    }

    @Provide
    Arbitrary<Integer> columns() {
        return Arbitraries.integers().between(0, 12);
    }

    @Provide
    Arbitrary<String> ordinary() {
        return Arbitraries.of(
                        "a", " ", "é", "e\u0301", "日", "、", "한", "😀", "👍🏽", FAMILY, "🇩🇪", "❤️", "ж", "क्षि", "─",
                        "1️⃣", "…")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> mixed() {
        return Arbitraries.of(
                        "a", " ", "é", "\u0301", "日", "한", "😀", "🏽", "\u200d", "🇩", "🇪", "❤", "\ufe0f", "\ufe0e",
                        "\u20e3", "ж", "क", "\u094d", "\u1100", "\u1161", "\u0e33", "\ud83d", "\udc00", "♥", "©",
                        "\u3099", "か")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
