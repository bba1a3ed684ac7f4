package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.strategy.ScriptedMembers.FAILS;
import static sacred.cognition.strategy.ScriptedMembers.model;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeTest {

    private final ScriptedMembers members =
            new ScriptedMembers().says("p:cheap", "Cheap answer.").says("p:strong", "Strong answer.");
    private final LogicalModel chain =
            model(new Cascade(), Options.USUAL, Map.of("critic", "p:checks"), "p:cheap", "p:strong");

    @Test
    void anAnswerThatPassesTheCheckIsNotEscalated() throws Exception {
        members.says("p:checks", "Fine. <score>0.9</score>");

        assertEquals("Cheap answer.", members.run(chain).text());
        assertEquals(List.of("cheap", "check"), members.roles());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<score>0.5</score> | score 0.5, wanted 0.8",
                "no idea | could not be read",
            })
    void anAnswerThatDoesNotIsAndTheReasonIsSaid(String check, String reason) throws Exception {
        members.says("p:checks", check);

        Answer answer = members.run(chain);

        assertEquals("Strong answer.", answer.text());
        assertEquals("escalated once", answer.summary());
        assertTrue(members.remarked().contains(reason), members.remarked());
    }

    @Test
    void aCheapModelOrACheckThatFailsIsAReasonToo() throws Exception {
        members.says("p:checks", FAILS);
        assertEquals("Strong answer.", members.run(chain).text());
        assertTrue(members.remarked().contains("could not be checked"), members.remarked());

        members.says("p:cheap", FAILS);
        assertEquals("Strong answer.", members.run(chain).text());
        assertTrue(members.remarked().contains("p:cheap failed"), members.remarked());
    }

    @Test
    void severalAnswersOfOneModelAreCheckedByTheirAgreement() throws Exception {
        LogicalModel several = model(new Cascade(), "p:cheap*3", "p:strong");
        members.says("p:cheap", "42", "The answer is 42", "42.");
        assertEquals("42", members.run(several).text());
        assertEquals(List.of(3), members.atOnce);

        members.says("p:cheap", "42", "43", "44");
        assertEquals("Strong answer.", members.run(several).text());
        assertTrue(members.remarked().contains("agreement 0.00 of 3 answers"), members.remarked());
    }

    @Test
    void aChainHasAtLeastTwoModels() {
        assertTrue(new Cascade().complaint(model(new Cascade(), "p:cheap")).isPresent());
        assertEquals(new Plan.Calls(2, 2, 3), new Cascade().plan(chain).calls());
    }

    @Property
    @Tag("D5")
    void whateverACheckSaysTheCheapAnswerIsTakenOnlyForAScoreThatIsEnough(@ForAll("checks") String check)
            throws Exception {
        ScriptedMembers scripted = new ScriptedMembers()
                .says("p:cheap", "Cheap answer.")
                .says("p:strong", "Strong answer.")
                .says("p:checks", check);

        boolean enough = Score.in(check).orElse(0) >= Options.USUAL.threshold();

        assertEquals(
                enough ? "Cheap answer." : "Strong answer.", scripted.run(chain).text());
    }

    @Provide
    Arbitrary<String> checks() {
        return Arbitraries.of(
                        "<score>",
                        "</score>",
                        "0.9",
                        "0.1",
                        "9/10",
                        "90%",
                        "<thinking>",
                        "</thinking>",
                        "fine",
                        " ",
                        "NaN")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
