package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WrapTest {

    private static final Row BULLET = Row.of("• ", Style.FAINT);
    private static final Row UNDER = Row.of("  ", Style.FAINT);

    @Test
    void aLineBreaksAtBlanksWhichAreDropped() {
        assertEquals(List.of("The quick", "brown fox", "jumps"), wrapped("The quick   brown fox jumps", 10));
        assertEquals(List.of("exact", "fit"), wrapped("exact fit    ", 5));
        assertEquals(List.of("  kept", "at the", "start"), wrapped("  kept at the start", 6));
    }

    @Test
    void anEmptyLineIsOneRow() {
        assertEquals(List.of(Row.EMPTY), Wrap.rows(List.of(), 10));
    }

    @Test
    void aLongWordStartsOnItsOwnRowAndBreaksAtASlash() {
        assertEquals(
                List.of("see", "https://", "example.", "org/", "abcdefgh", "ijkl"),
                wrapped("see https://example.org/abcdefghijkl", 8));
    }

    @Test
    void aHyphenBetweenLettersIsABreakAndThatOfAnOptionIsNot() {
        assertEquals(List.of("a well-", "known", "--option"), wrapped("a well-known --option", 8));
        assertEquals(List.of("ab", "cd-1"), wrapped("ab cd-1", 6));
    }

    @Test
    void hanBreaksAnywhereButNotBeforeItsPunctuation() {
        assertEquals(List.of("日本語", "日本", "語。"), wrapped("日本語日本語。", 6));
        assertEquals(List.of("ab cd", "日本"), wrapped("ab cd日本", 6));
    }

    @Test
    void followingRowsHangUnderTheFirst() {
        List<Row> rows = Wrap.rows(List.of(new Span("one two three", Style.TEXT)), 9, BULLET, UNDER);

        assertEquals(
                List.of("• one two", "  three"), rows.stream().map(Row::text).toList());
        assertEquals(Style.FAINT, rows.getFirst().spans().getFirst().style());
    }

    @Test
    void spansKeepTheirStylesAcrossABreak() {
        List<Row> rows = Wrap.rows(List.of(new Span("aa b", Style.TEXT), new Span("b cc", Style.ACCENT)), 5);

        assertEquals(
                List.of(
                        Row.of(new Span("aa b", Style.TEXT), new Span("b", Style.ACCENT)),
                        Row.of(new Span("cc", Style.ACCENT))),
                rows);
    }

    @Test
    void aWideCharacterWithoutRoomIsAMark() {
        assertEquals(List.of("a", "?", "b"), wrapped("a日b", 1));
    }

    @Test
    void codeBreaksOnlyWhereARowIsFull() {
        List<Row> rows = Wrap.hard(List.of(new Span("  if (a)  {", Style.TEXT)), 5, Row.EMPTY, Row.EMPTY);

        assertEquals(
                List.of("  if ", "(a)  ", "{"), rows.stream().map(Row::text).toList());
    }

    @Property
    void nothingButBlanksAtBreaksIsLostAndNoRowIsTooWide(
            @ForAll("lines") List<Span> line, @ForAll @IntRange(min = 2, max = 20) int columns) {
        List<Row> rows = Wrap.rows(line, columns);

        rows.forEach(r -> assertTrue(r.width() <= columns, () -> r + " in " + columns));
        assertEquals(text(line).replace(" ", ""), joined(rows).replace(" ", ""));
        if (Row.EMPTY.plus(new Row(line)).width() <= columns) {
            assertEquals(text(line), joined(rows));
        }
    }

    @Property
    void codeLosesNothingAtAll(@ForAll("lines") List<Span> line, @ForAll @IntRange(min = 3, max = 20) int columns) {
        List<Row> rows = Wrap.hard(line, columns, Row.of("│", Style.FAINT), Row.of("┆", Style.FAINT));

        rows.forEach(r -> assertTrue(r.width() <= columns, () -> r + " in " + columns));
        assertEquals(text(line), rows.stream().map(r -> r.text().substring(1)).collect(Collectors.joining()));
    }

    @Property
    void aRowIsNeverWiderThanTheScreenHoweverWideThePrefix(
            @ForAll("lines") List<Span> line, @ForAll @IntRange(min = 1, max = 4) int columns) {
        Wrap.rows(line, columns, BULLET, UNDER).forEach(r -> assertTrue(r.width() <= columns, r::toString));
    }

    @Test
    void tenMegabytesWithoutABlankAreWrappedInLinearTime() {
        String text = "x".repeat(10_000_000);

        List<Row> rows = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Wrap.rows(line(text), 80));

        assertEquals(125_000, rows.size());
    }

    private static List<Span> line(String text) {
        return List.of(new Span(text, Style.TEXT));
    }

    private static List<String> wrapped(String text, int columns) {
        return Wrap.rows(line(text), columns).stream().map(Row::text).toList();
    }

    private static String text(List<Span> line) {
        return new Row(line).text();
    }

    private static String joined(List<Row> rows) {
        return rows.stream().map(Row::text).collect(Collectors.joining());
    }

    @Provide
    Arbitrary<List<Span>> lines() {
        Arbitrary<String> text = Arbitraries.of(
                        "a", "b", "word", " ", "  ", "-", "/", "日", "。", "「", "😀", "e\u0301", "\u0301")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
        return text.map(t -> new Span(t, t.length() % 2 == 0 ? Style.TEXT : Style.ACCENT))
                .list()
                .ofMaxSize(4);
    }

    @Test
    void aTerminalThatDrawsAFamilyOneByOneStillGetsARowThatFits() {
        List<Row> rows = Wrap.rows(List.of(new Span("abcdefgh 👨‍👩‍👧", Style.TEXT)), 12);

        assertEquals(
                List.of("abcdefgh", "👨‍👩‍👧"), rows.stream().map(Row::text).toList());
    }
}
