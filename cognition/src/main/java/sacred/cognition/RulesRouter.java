package sacred.cognition;

import java.time.LocalDate;
import java.util.List;
import sacred.cognition.route.rules.Reading;
import sacred.cognition.route.rules.Rules;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.providers.builtin.Intent;
import sacred.timeline.Routing;

/**
 * The deterministic router: the same prompt on the same day gives the same route. A prompt that as a whole is a question for
 * a tool goes to that tool; of every other the {@link Rules} say what it asks for. Activations are those of its words, and of
 * the formula when they say nothing.
 */
final class RulesRouter {

    /**
     * A route, and whether the rules are sure of it.
     *
     * @param sure false when a model might see more in the prompt
     */
    record Decision(Routing routing, boolean sure) {}

    private RulesRouter() {}

    /** @param tools what there is; a prompt is never sent to a tool that is not */
    static Decision decide(String prompt, LocalDate today, Toolbox tools) {
        List<ToolSpec> specs = tools.specs();
        Reading reading = Intent.recognise(prompt, today)
                .map(ToolCall::name)
                .filter(name -> specs.stream().anyMatch(spec -> spec.name().equals(name)))
                .map(name -> Rules.asking(name, prompt))
                .orElseGet(() -> Rules.read(prompt, specs));
        String domains = reading.domains().isPresent() ? "domains by its words" : "domains by the formula";
        return new Decision(
                new Routing(
                        Routing.Source.RULES,
                        reading.tools().isEmpty() ? Routing.DIRECT : Routing.TOOLS,
                        reading.intent(),
                        reading.domains().orElseGet(Domains::byFormula),
                        reading.tools(),
                        reading.because() + "; " + domains),
                reading.sure());
    }

    /** The same route with the reason why it was the rules that decided. */
    static Routing because(String why, Routing routing) {
        return new Routing(
                Routing.Source.RULES,
                routing.plan(),
                routing.intent(),
                routing.domains(),
                routing.tools(),
                why + "; " + routing.reason());
    }
}
