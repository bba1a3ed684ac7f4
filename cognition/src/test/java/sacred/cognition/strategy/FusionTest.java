package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.strategy.ScriptedMembers.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

class FusionTest {

    private static final String COMPARISON =
            "{\"consensus\":[\"Both say Nile.\"],\"contradictions\":[],\"coverage_gaps\":[],\"unique_insights\":[],"
                    + "\"blind_spots\":[\"Nobody says how it is measured.\"]}";

    private final ScriptedMembers members = new ScriptedMembers()
            .says("p:a", "Nile, says a.")
            .says("p:b", "Nile, says b.")
            .says("p:writes", "Written.");
    private final LogicalModel team =
            model(new Fusion(), Options.USUAL, Map.of("arbiter", "p:judges", "answerer", "p:writes"), "p:a", "p:b");

    @Test
    void theWriterHasTheComparisonAndTheAnswersBeforeIt() throws Exception {
        members.says("p:judges", "Here: " + COMPARISON);

        assertEquals("Written.", members.run(team).text());
        assertEquals(List.of("member", "member", "judge", "writer"), members.roles());
        assertTrue(members.requests.get(2).prompt().json());
        String asked = members.prompt(3);
        for (String part :
                List.of("Nobody says how it is measured.", "says a.", "says b.", "Which river is the longest?")) {
            assertTrue(asked.contains(part), asked);
        }
    }

    @Test
    void theQuotationsOfTheWriterHaveACodeThatTheJudgeHasNotRead() throws Exception {
        members.says("p:judges", COMPARISON);

        members.run(team);

        String code = members.prompt(2).replaceAll("(?s).*\\[end of message (\\w+)].*", "$1");
        assertEquals(8, code.length(), code);
        assertFalse(members.prompt(3).contains(code), members.prompt(3));
    }

    @Test
    void aComparisonThatCannotBeReadIsAskedForOnceMore() throws Exception {
        members.says("p:judges", "{\"consensus\":[]}", COMPARISON);

        members.run(team);

        assertEquals(List.of("member", "member", "judge", "judge", "writer"), members.roles());
        assertTrue(members.prompt(4).contains("Nobody says how it is measured."));
    }

    @Test
    void withoutAComparisonTheWriterWorksFromTheAnswersAndThatIsSaid() throws Exception {
        members.says("p:judges", "no", "no");

        Answer answer = members.run(team);

        assertEquals("Written.", answer.text());
        assertTrue(members.remarked().contains("could not be read twice"), members.remarked());
        assertTrue(answer.summary().endsWith("its comparison could not be read"), answer.summary());
    }

    @Property
    @Tag("D5")
    void anyTextIsAComparisonOrNone(@ForAll String text) {
        assertEquals(Optional.empty(), Fusion.read(text));
        assertTrue(Fusion.read(text.replace("{", "").replace("\"", "").replace("<", "") + COMPARISON)
                .isPresent());
    }
}
