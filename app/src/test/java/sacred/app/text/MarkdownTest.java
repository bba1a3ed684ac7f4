package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource({"answer, 80", "answer, 30", "code, 60", "code, 24", "tables, 80", "tables, 40", "tables, 16"})
    void aSampleLooksAsRecorded(String sample, int columns) throws IOException {
        try (InputStream in = getClass().getResourceAsStream(sample + ".md")) {
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            Golden.check("markdown/" + sample + "-" + columns, Markdown.rows(source, columns));
        }
    }

    @Test
    void anEmptyTextHasNoRows() {
        assertEquals(List.of(), Markdown.rows("", 80));
        assertEquals(List.of(), Markdown.rows("\n \n", 80));
    }

    @Test
    void plainTextStaysAsItIs() {
        assertEquals(List.of(Row.of("Just a sentence.", Style.TEXT)), Markdown.rows("Just a sentence.", 80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(see https://a.b/c)|https://a.b/c",
                "See https://a.b/c.|https://a.b/c",
                "https://a.b/c_(d)|https://a.b/c_(d)",
                "(https://a.b/c_(d)).|https://a.b/c_(d)",
                "[at https://a.b/c], and|https://a.b/c",
                "（见 https://a.b/c）。|https://a.b/c"
            })
    void aBareLinkEndsBeforeWhatBelongsToItsSentence(String source, String link) {
        Row row = Markdown.rows(source, 80).getFirst();

        assertEquals(
                link,
                row.spans().stream()
                        .filter(span -> span.style().tone() == Tone.LINK)
                        .map(Span::text)
                        .collect(Collectors.joining()));
        assertEquals(source, row.text());
    }

    @Test
    void aLinkOfAnyPartMayUseATargetOfAnyOtherPart() {
        assertEquals(
                "see it (http://a.b/c)",
                text(Markdown.rows("see [it]\n\nmore\n\n[it]: http://a.b/c\n\nx", 80))
                        .split("\n")[0]);
    }

    @Test
    void anEntityIsNoWayToTheTerminal() {
        String shown = text(Markdown.rows("a &#27;[2J &#x9b; [x](&#27;) ![&#7;](b) `&#27;`\n\n```&#27;\n```\n", 80));

        assertTrue(shown.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 0x7F && (c < 0x80 || c > 0x9F)), shown);
    }

    @Property
    void noRowIsWiderThanTheScreen(@ForAll("texts") String source, @ForAll @IntRange(min = 1, max = 40) int columns) {
        Markdown.rows(source, columns)
                .forEach(r -> assertTrue(r.width() <= columns, () -> r.text() + " in " + columns + " of " + source));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> texts() {
        return MarkdownPieces.texts();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("quotes", ">".repeat(100_000)),
                Arguments.of("lists", "* ".repeat(100_000)),
                Arguments.of("stars", "*".repeat(100_000) + "a"),
                Arguments.of("openers", "*a ".repeat(100_000)),
                Arguments.of("mixed openers", "*a_ **b__ ".repeat(30_000)),
                Arguments.of("brackets", "[".repeat(100_000)),
                Arguments.of("bracket pairs", "[]".repeat(100_000)),
                Arguments.of("images", "![".repeat(100_000)),
                Arguments.of("links", "[a](".repeat(100_000)),
                Arguments.of("link titles", "[a](b \"".repeat(50_000)),
                Arguments.of("angles", "<a ".repeat(100_000)),
                Arguments.of("comments", "<!--".repeat(100_000)),
                Arguments.of("declarations", "a <!A ".repeat(50_000)),
                Arguments.of("backticks", backticks()),
                Arguments.of("tildes", "~~a ".repeat(100_000)),
                Arguments.of("entities", "&#x27;&".repeat(100_000)),
                Arguments.of("one row", "| a ".repeat(250_000) + "|\n" + "|-".repeat(250_000) + "|\n"),
                Arguments.of("cells", "|a".repeat(60) + "|\n" + "|-".repeat(60) + "|\n" + "|\n".repeat(100_000)),
                Arguments.of("unclosed fence", "```\n" + "x y\n".repeat(250_000)),
                Arguments.of("long line", "word ".repeat(6_000)),
                Arguments.of("no blank", "x".repeat(10_000_000)),
                Arguments.of("lines", "a\n".repeat(1_000_000)),
                Arguments.of("indents", (" ".repeat(300) + "- a\n").repeat(3000)),
                Arguments.of("staircase", staircase()),
                Arguments.of("definitions", "[a]: b\n".repeat(100_000) + "\n[a]"),
                Arguments.of("many definitions", definitions()),
                Arguments.of("quotes with lines", (">".repeat(500) + "a\n").repeat(1000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileTextIsLaidOutInLinearTime(String name, String source) {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            List<Row> rows = Markdown.rows(source, 80);

            assertTrue(rows.stream().allMatch(r -> r.width() <= 80));
        });
    }

    private static String backticks() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < 700; i++) {
            text.append("e").repeat("`", i);
        }
        return text.toString();
    }

    private static String staircase() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("  ".repeat(i)).append("- a\n");
        }
        return text.toString();
    }

    private static String definitions() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append('[').append(i).append("]: x\n\n[").append(i).append("] text\n\n");
        }
        return text.toString();
    }

    private static String text(List<Row> rows) {
        return rows.stream().map(Row::text).collect(Collectors.joining("\n"));
    }
}
