package sacred.cognition;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolCall;
import sacred.providers.builtin.Intent;
import sacred.timeline.Routing;

/**
 * The deterministic router: the same prompt on the same day gives the same route. Activations come from the formula; a
 * prompt that as a whole asks what a tool can answer goes to the tools, everything else is answered directly.
 */
final class RulesRouter {

    /** Signs that a tool might help although the prompt as a whole is no question for one. */
    private static final Pattern HINT = Pattern.compile(
            "\\d\\s*[-+*/^%×÷]|[%$€£]\\s*\\d|\\bhow (many|much|long|old)\\b|\\b(today|tomorrow|yesterday|weekday|days?"
                    + " (until|since|between)|what time|calculate|convert)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUESTION = Pattern.compile(
            "^\\s*(what|why|how|who|when|where|which|explain|describe|is|are|does|do|can)\\b.*|.*\\?\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * A route, and whether the rules are sure of it.
     *
     * @param sure false when a model might see more in the prompt
     */
    record Decision(Routing routing, boolean sure) {}

    private RulesRouter() {}

    /** @param tools what there is; a prompt is never sent to a tool that is not */
    static Decision decide(String prompt, LocalDate today, Toolbox tools) {
        Optional<ToolCall> tool = Intent.recognise(prompt, today)
                .filter(call -> tools.find(call.name()).isPresent());
        if (tool.isPresent()) {
            String name = tool.get().name();
            return new Decision(
                    routing(Routing.TOOLS, name, List.of(name), "the prompt is a question for the tool " + name), true);
        }
        String intent = QUESTION.matcher(prompt).matches() ? "question" : "request";
        boolean hint = HINT.matcher(prompt).find();
        String reason = hint ? "a tool might help, but the rules are not sure" : "nothing in the prompt needs a tool";
        return new Decision(routing(Routing.DIRECT, intent, List.of(), reason), !hint);
    }

    private static Routing routing(String plan, String intent, List<String> tools, String reason) {
        return new Routing(Routing.Source.RULES, plan, intent, Domains.byFormula(), tools, reason);
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
