package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

class TagsTest {

    @Test
    void thinkingIsWhatStandsInItsElementsAndTheRestStandsBesideIt() {
        String text = "a <thinking>b <Thinking>c</thinking> d</thinking> e <thinking>f";

        assertEquals(Optional.of("b <Thinking>c</thinking> d\n\nf"), Tags.thinking(text));
        assertEquals("a  e ", Tags.outsideThinking(text));
    }

    @Test
    void aClosingTagWithoutItsOpeningOneIsText() {
        assertEquals(Optional.empty(), Tags.thinking("a</thinking>b"));
        assertEquals("a</thinking>b", Tags.outsideThinking("a</thinking>b"));
    }

    @Test
    void theLastCompleteElementCounts() {
        assertEquals(Optional.of("2"), Tags.last("<x>1</x><X >2</x><x>3", "x"));
        assertEquals(Optional.empty(), Tags.last("</x><x>", "x"));
    }

    @Property
    @Tag("A3.03")
    void whatIsEscapedHoldsNoTagAndComesBackAsItWas(@ForAll("likely") String text) {
        String escaped = Tags.escape(text);

        assertFalse(escaped.contains("<") || escaped.contains(">"), escaped);
        assertEquals(text, Tags.unescape(escaped));
    }

    @Property
    @Tag("A2.12")
    void noTextBreaksWhatIsFound(@ForAll("likely") String text) {
        String beside = Tags.outsideThinking(text);

        assertTrue(beside.length() <= text.length());
        assertEquals(Optional.empty(), Tags.thinking(beside).filter(thought -> beside.equals(text)));
        Tags.last(text, "score").ifPresent(content -> assertTrue(text.contains(content)));
        assertEquals(Optional.of("42"), Tags.last(text + "<score>42</score>", "score"));
    }

    @Property
    void aTextBesideCompleteThinkingIsWhole(@ForAll String before, @ForAll String after) {
        String plain = (before + after).replace("<", "");

        assertEquals(plain, Tags.outsideThinking(plain + "<thinking>" + plain + "</thinking>"));
        assertEquals(Optional.of(plain.strip()), Tags.thinking(plain + "<thinking>" + plain + "</thinking>"));
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.of(
                        "<thinking>",
                        "</thinking>",
                        "<THINKING >",
                        "<score>",
                        "</score>",
                        "0.7",
                        "<",
                        ">",
                        "&",
                        "&lt;",
                        "&amp;lt;",
                        "\"",
                        "😀",
                        "\n",
                        "words ")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
