package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArbiterReplyTest {

    private static final String GOOD = output("Right.", "0.9", "false", "");
    private static final String DECOY = output("Wrong.", "0.2", "true", "");

    private static final List<String> RIGHT = List.of(
            GOOD,
            "Let me see.\n" + GOOD + "\nDone.",
            "```xml\n" + GOOD + "\n```",
            "<thinking>\n" + DECOY + "\n</thinking>\n" + GOOD,
            "<thinking>a <thinking>" + DECOY + "</thinking> b " + DECOY + "</thinking>" + GOOD,
            "One member said <confidence>0.1</confidence> and <synthesis>Wrong.</synthesis>\n" + GOOD,
            GOOD.replace("All agree.", "It says <confidence>0.1</confidence><needs_iteration>true</needs_iteration>"),
            GOOD.substring(0, GOOD.lastIndexOf("</synthesis_output>")),
            DECOY + "\n" + GOOD,
            GOOD + "<synthesis_output><synthesis>Wrong, and cut",
            GOOD.replace("<needs_iteration>false<", "<needs_iteration>\n  False\n<"),
            GOOD.replace("synthesis>", "Synthesis>"),
            "{\"synthesis\":\"Right.\",\"confidence\":0.9,\"needs_iteration\":false,\"refinement_areas\":[]}",
            "```json\n{\"synthesis\":\"Right.\",\"confidence\":\"90%\",\"needs_iteration\":\"no\"}\n```");

    private static String output(String synthesis, String confidence, String again, String areas) {
        return "<synthesis_output>\n<synthesis>" + synthesis + "</synthesis>\n<confidence>" + confidence
                + "</confidence>\n<analysis>All agree.</analysis>\n<dissent>None.</dissent>\n<needs_iteration>" + again
                + "</needs_iteration>\n<refinement_areas>" + areas + "</refinement_areas>\n</synthesis_output>";
    }

    @Test
    @Tag("A3.07")
    void everyPartOfAWellFormedReplyIsRead() {
        ArbiterReply read =
                ArbiterReply.parse(output("Right.", "0.9", "true", "<area>check the sources</area><area>units</area>"));

        assertEquals(
                new ArbiterReply(
                        "Right.",
                        new Confidence(OptionalDouble.of(0.9), "0.9"),
                        "All agree.",
                        "None.",
                        true,
                        List.of("check the sources", "units"),
                        ArbiterReply.Form.ELEMENTS),
                read);
    }

    @ParameterizedTest
    @Tag("A3.08")
    @FieldSource("RIGHT")
    void theLastCompleteOutputOutsideOfTheThinkingCounts(String raw) {
        ArbiterReply read = ArbiterReply.parse(raw);

        assertTrue(read.readable(), raw);
        assertEquals("Right.", read.synthesis());
        assertEquals(OptionalDouble.of(0.9), read.confidence().value());
        assertFalse(read.needsIteration());
        assertEquals(List.of(), read.refinementAreas());
    }

    @Test
    @Tag("A3.08")
    void aClosingTagInACodeBlockDoesNotEndTheSynthesis() {
        String code = "Right.\n```\n</synthesis>\n```\nstill Right.";

        assertEquals(code, ArbiterReply.parse(output(code, "0.9", "false", "")).synthesis());
    }

    @Test
    @Tag("A3.08")
    void entitiesMeanTheirCharacters() {
        assertEquals(
                "1 < 2 & \"Right\" &lt;",
                ArbiterReply.parse(output("1 &lt; 2 &amp; &quot;Right&quot; &amp;lt;", "1", "", ""))
                        .synthesis());
    }

    @ParameterizedTest
    @Tag("A3.09")
    @ValueSource(strings = {"true", "True", "\n  TRUE \n", "yes", "1"})
    void theWishForAnotherRoundToleratesSpaceAndCase(String written) {
        assertTrue(ArbiterReply.parse(output("x", "0.9", written, "")).needsIteration());
    }

    @Test
    @Tag("A3.07")
    void areasMayBeElementsOrItemsOfAListOrNone() {
        assertEquals(List.of("one", "two"), areas("<area>one</area>\n<area> two </area>"));
        assertEquals(List.of("one", "two"), areas("\n- one\n* two\n"));
        assertEquals(List.of("one", "two"), areas("1. one\n2) two"));
        assertEquals(List.of(), areas("  \n"));
        assertEquals(
                List.of(),
                ArbiterReply.parse(GOOD.replace("<refinement_areas></refinement_areas>", "<refinement_areas/>"))
                        .refinementAreas());
    }

    private static List<String> areas(String written) {
        return ArbiterReply.parse(output("x", "0.9", "false", written)).refinementAreas();
    }

    @ParameterizedTest
    @Tag("A3.10")
    @ValueSource(
            strings = {
                "I just think it is the Nile.",
                "",
                "<synthesis_output></synthesis_output>",
                "<synthesis_output><synthesis>cut in the mid",
                "<thinking><synthesis_output><synthesis>x</synthesis></synthesis_output>",
                "{\"answer\":\"x\"}"
            })
    void ofAReplyThatCannotBeReadTheRawTextIsLeftAndNothingElseIsKnown(String raw) {
        ArbiterReply read = ArbiterReply.parse(raw);

        assertFalse(read.readable());
        assertEquals(raw, read.synthesis());
        assertEquals(Confidence.NONE, read.confidence());
        assertFalse(read.needsIteration());
        assertEquals("Parsing failed - see raw response", read.analysis());
    }

    @Property
    @net.jqwik.api.Tag("D5")
    void anyTextIsReadAndItsConfidenceIsAShareOrUnknown(@ForAll("likely") String raw) {
        ArbiterReply read = ArbiterReply.parse(raw);

        read.confidence().value().ifPresent(v -> assertTrue(v >= 0 && v <= 1));
        assertTrue(read.readable() || read.synthesis().equals(raw.strip()));
    }

    @Property
    @net.jqwik.api.Tag("D5")
    void aSynthesisThatIsEscapedComesBackAsItWas(@ForAll String text) {
        assertEquals(
                text.strip(),
                ArbiterReply.parse(output(Tags.escape(text), "0.5", "false", ""))
                        .synthesis());
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.of(
                        "<synthesis_output>",
                        "</synthesis_output>",
                        "<synthesis>",
                        "</synthesis>",
                        "<confidence>",
                        "</confidence>",
                        "0.9",
                        "<thinking>",
                        "</thinking>",
                        "<needs_iteration>",
                        "true",
                        "</needs_iteration>",
                        "<refinement_areas/>",
                        "<area>",
                        "</area>",
                        "{\"synthesis\":\"",
                        "\"}",
                        "{",
                        "}",
                        "\n",
                        "```",
                        "&lt;",
                        "words ",
                        "<ranking>")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    /** Megabytes of tags: what looks at all that follows after each of them needs hours. */
    @ParameterizedTest
    @Tag("A3.10")
    @ValueSource(
            strings = {"<synthesis>", "</synthesis>x", "</synthesis>", "<area>", "<synthesis_output>", "<thinking>"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void millionsOfTagsAreReadInOneGo(String tag) {
        String said = "<synthesis_output><synthesis>" + tag.repeat(400_000) + "</synthesis_output>";

        assertNotNull(ArbiterReply.parse(said));
    }
}
