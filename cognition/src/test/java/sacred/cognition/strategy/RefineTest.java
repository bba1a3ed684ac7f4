package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.strategy.ScriptedMembers.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefineTest {

    private final ScriptedMembers members = new ScriptedMembers();

    private Answer refine(int most, String... scores) throws Exception {
        members.says("p:writes", "Draft 1.", "Draft 2.", "Draft 3.", "Draft 4.", "Draft 5.", "Draft 6.")
                .says("p:judges", scores);
        Options usual = Options.USUAL;
        Options options = new Options(
                usual.threshold(),
                usual.agreement(),
                usual.stopOn(),
                1,
                OptionalInt.of(most),
                1,
                1,
                usual.patience(),
                false,
                true,
                "whether it rhymes",
                "");
        return members.run(model(new Refine(), options, Map.of("critic", "p:judges"), "p:writes"));
    }

    private static String score(String score) {
        return "Too short. <score>" + score + "</score>";
    }

    @Test
    @Tag("A2.13")
    void aDraftIsImprovedByItsCritiqueUntilItsScoreIsEnough() throws Exception {
        Answer answer = refine(5, score("0.4"), score("0.9"));

        assertEquals("Draft 2.", answer.text());
        assertEquals(List.of("draft", "critic", "reviser", "critic"), members.roles());
        assertTrue(members.prompt(1).contains("whether it rhymes")
                && members.prompt(1).contains("Draft 1."));
        assertTrue(members.prompt(2).contains("Too short.") && members.prompt(2).contains("Draft 1."));
        assertEquals("score 0.90 after 2 rounds", answer.summary());
    }

    @Test
    @Tag("A2.13")
    void theBestDraftWinsAndNotTheLast() throws Exception {
        assertEquals(
                "Draft 2.", refine(3, score("0.4"), score("0.6"), score("0.5")).text());
    }

    @Test
    @Tag("A2.13")
    void itEndsAtTheMostRounds() throws Exception {
        refine(2, score("0.1"), score("0.2"));

        assertEquals(List.of("draft", "critic", "reviser", "critic"), members.roles());
    }

    @Test
    @Tag("A2.13")
    void itEndsWhenTwoRoundsBringNothing() throws Exception {
        assertEquals(
                "Draft 1.", refine(20, score("0.5"), score("0.5"), score("0.3")).text());
        assertEquals(3, members.roles().stream().filter("critic"::equals).count());
    }

    @Test
    @Tag("A2.13")
    void aCriticThatCannotBeReadEndsItVisiblyWithTheBestSoFar() throws Exception {
        Answer answer = refine(5, score("0.4"), "Nice.");

        assertEquals("Draft 1.", answer.text());
        assertTrue(members.remarked().contains("could not be read"), members.remarked());
        assertTrue(answer.summary().contains("no score could be read in round 2"), answer.summary());
    }

    @Test
    void theScoreOfACriticIsKeptAsItsConfidence() throws Exception {
        refine(1, score("70%"));

        assertEquals(
                OptionalDouble.of(0.7), members.requests.get(1).confidence().apply("<score>70%</score>"));
    }

    @Property
    @net.jqwik.api.Tag("D5")
    void whateverACriticSaysTheAnswerIsADraftAndItEnds(
            @ForAll @Size(min = 1, max = 6) List<@From("critiques") String> said) throws Exception {
        members.requests.clear();

        Answer answer = refine(4, said.toArray(String[]::new));

        assertTrue(answer.text().matches("Draft [1-4]\\."), answer.text());
        assertTrue(members.roles().size() <= 8, members.roles().toString());
    }

    @Provide
    Arbitrary<String> critiques() {
        return Arbitraries.of("<score>", "</score>", "0.9", "0.3", "3/10", "<thinking>", "</thinking>", "bad", " ")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
