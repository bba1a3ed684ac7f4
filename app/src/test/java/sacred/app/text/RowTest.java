package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Style HIT = Style.of(Tone.MATCH);

    private final Row row = Row.of(new Span("Hello ", Style.TEXT), new Span("日本 wörld", Style.ACCENT));

    @Test
    void aRowIsAsWideAsItsSpans() {
        assertEquals(16, row.width());
        assertEquals(0, Row.EMPTY.width());
    }

    @Test
    void aCutRowLeavesOutAWideCharacterAtTheBorder() {
        assertEquals(Row.of(new Span("Hello ", Style.TEXT), new Span("日", Style.ACCENT)), row.cut(9));
        assertEquals(row, row.cut(16));
        assertEquals(Row.EMPTY, row.cut(0));
    }

    @Test
    void aShortenedRowSaysSo() {
        assertEquals("Hello 日…", row.shortened(9).text());
        assertEquals(row, row.shortened(16));
        assertEquals(Row.EMPTY, row.shortened(0));
    }

    @Property
    void aPaddedRowHasExactlyTheColumns(@ForAll String text, @ForAll @IntRange(max = 30) int columns) {
        assertEquals(
                columns, Row.of(text, Style.TEXT).padded(columns, Style.FAINT).width());
    }

    @Test
    void theRightPartStandsAtTheRightEdge() {
        Row right = Row.of("3 turns", Style.MUTED);

        assertEquals(
                "Hello 日本 wörld    3 turns", Row.leftAndRight(row, right, 27).text());
        assertEquals("Hello 日…  3 turns", Row.leftAndRight(row, right, 18).text());
        assertEquals("3 tu", Row.leftAndRight(row, right, 4).text());
        assertTrue(Row.leftAndRight(row, right, 0).spans().isEmpty());
    }

    @Test
    void hitsOfASearchCrossSpansAndDoNotCareAboutCase() {
        assertEquals(
                Row.of(new Span("Hell", Style.TEXT), new Span("o 日", HIT), new Span("本 wörld", Style.ACCENT)),
                row.highlighting("O 日", HIT));
        assertEquals(
                Row.of(new Span("Hello ", Style.TEXT), new Span("日本 w", Style.ACCENT), new Span("ÖRLD", HIT)),
                Row.of(new Span("Hello ", Style.TEXT), new Span("日本 wÖRLD", Style.ACCENT))
                        .highlighting("örld", HIT));
        assertEquals(row, row.highlighting("", HIT));
        assertEquals(row, row.highlighting("absent", HIT));
    }

    @Test
    void everyHitIsMarkedAndAClusterIsNeverSplit() {
        assertEquals(
                Row.of(new Span("e\u0301", HIT), new Span("x", Style.TEXT), new Span("e", HIT)),
                Row.of("e\u0301xe", Style.TEXT).highlighting("e", HIT));
    }
}
