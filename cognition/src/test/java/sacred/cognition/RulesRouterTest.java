package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.tool.Toolbox;
import sacred.timeline.Routing;

class RulesRouterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is 17% of 2340? | calculator",
                "2+2*10 | calculator",
                "convert 10 km to miles | units",
                "days until 2027-01-01 | clock",
                "how do I add a provider | manual"
            })
    void aQuestionForAToolGoesToThatTool(String prompt, String tool) {
        RulesRouter.Decision decision = RulesRouter.decide(prompt, TODAY, Toolbox.HARMLESS);

        assertEquals(Routing.TOOLS, decision.routing().plan());
        assertEquals(List.of(tool), decision.routing().tools());
        assertTrue(decision.sure());
    }

    @Test
    void aQuestionForAToolThatIsNotThereIsAnsweredDirectly() {
        RulesRouter.Decision decision = RulesRouter.decide("2+2*10", TODAY, new Toolbox(List.of()));

        assertEquals(Routing.DIRECT, decision.routing().plan());
        assertEquals(List.of(), decision.routing().tools());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Write a poem about rivers.", "Why is the sky blue?", "Fix this sentence: he go home."})
    void proseIsAnsweredDirectlyAndSurely(String prompt) {
        RulesRouter.Decision decision = RulesRouter.decide(prompt, TODAY, Toolbox.HARMLESS);

        assertEquals(Routing.DIRECT, decision.routing().plan());
        assertTrue(decision.sure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I buy 12 boxes of 30 eggs and 40% break: how many are left?",
                "My train leaves tomorrow, what should I pack?",
                "Calculate what I would save if I cycled."
            })
    void whatMightNeedAToolLeavesTheRulesUnsure(String prompt) {
        assertFalse(RulesRouter.decide(prompt, TODAY, Toolbox.HARMLESS).sure());
    }

    @Property
    void everyPromptHasFourActivationsFromNothingToOneAndAlwaysTheSameRoute(@ForAll String prompt) {
        Routing routing = RulesRouter.decide(prompt, TODAY, Toolbox.HARMLESS).routing();

        assertEquals(Domains.NAMES, List.copyOf(routing.domains().keySet()));
        assertTrue(routing.domains().values().stream().allMatch(v -> v >= 0 && v <= 1), routing.toString());
        assertEquals(
                routing, RulesRouter.decide(prompt, TODAY, Toolbox.HARMLESS).routing());
    }

    @Test
    void theFormulaStandsInWhereThePromptSaysNothingOfTheDomainsAndTheReasonSaysSo() {
        Routing routing =
                RulesRouter.decide("xyzzy plugh", TODAY, Toolbox.HARMLESS).routing();

        assertEquals(Map.of("CD", 0.4, "SD", 0.35, "CuD", 0.3, "ED", 0.45), routing.domains());
        assertTrue(routing.reason().endsWith("domains by the formula"), routing.reason());
    }

    @Test
    void wordsOfADomainRaiseItAndTheReasonSaysSo() {
        Routing routing = RulesRouter.decide("Explain the evolution of the human body.", TODAY, Toolbox.HARMLESS)
                .routing();

        assertEquals(Map.of("CD", 0.2, "SD", 0.76, "CuD", 0.2, "ED", 0.2), routing.domains());
        assertTrue(routing.reason().endsWith("domains by its words"), routing.reason());
    }

    @Test
    void aPromptThatTheRulesDoNotUnderstandLeavesThemUnsure() {
        RulesRouter.Decision decision = RulesRouter.decide("xyzzy plugh", TODAY, Toolbox.HARMLESS);

        assertEquals(Routing.DIRECT, decision.routing().plan());
        assertFalse(decision.sure());
    }

    @Test
    void theReasonNamesThePhraseThatDecided() {
        Routing routing = RulesRouter.decide("Rechne 17 mal 23 minus 8.", TODAY, Toolbox.HARMLESS)
                .routing();

        assertEquals(
                "the prompt asks for calculator (<number> <times> <number>); domains by its words", routing.reason());
    }
}
