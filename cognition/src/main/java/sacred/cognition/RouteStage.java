package sacred.cognition;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sacred.cognition.Asking.Question;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.ToolSpec;
import sacred.timeline.Routing;
import sacred.timeline.Stage;

/**
 * The first stage: who answers, and with which tools. A small model decides within one deadline, and is told once what was
 * wrong with its answer; in every other case the rules decide, and the block says why.
 */
final class RouteStage {

    private static final Set<String> PLANS = new LinkedHashSet<>(List.of(Routing.DIRECT, Routing.TOOLS));

    private final Asking asking;
    private final Narrator narrator;
    private final Toolbox toolbox;
    private final Stop stop;
    private final Speculation speculation;

    /** @param speculation the answer that may be begun while the route model thinks */
    RouteStage(Asking asking, Narrator narrator, Toolbox toolbox, Stop stop, Speculation speculation) {
        this.asking = asking;
        this.narrator = narrator;
        this.toolbox = toolbox;
        this.stop = stop;
        this.speculation = speculation;
    }

    /** @param before how the turns before this one were routed */
    Routing run(String prompt, TurnSettings settings, LocalDate today, RouteHealth before)
            throws IOException, InterruptedException {
        narrator.begin(Stage.ROUTE);
        Routing routing = decide(prompt, settings, today);
        if (before.alarm().isEmpty()) {
            before.and(routing, settings.route()).alarm().ifPresent(narrator::remark);
        }
        speculation.decided(routing);
        narrator.sealRoute(routing);
        return routing;
    }

    private Routing decide(String prompt, TurnSettings settings, LocalDate today) throws InterruptedException {
        RulesRouter.Decision rules = RulesRouter.decide(prompt, today, toolbox);
        if (settings.mode() == TurnSettings.Mode.RULES) {
            return RulesRouter.because("routing mode is rules", rules.routing());
        }
        if (settings.route().provider().equals(ProviderKind.BUILTIN.wire())) {
            return RulesRouter.because("no routing model is configured", rules.routing());
        }
        if (settings.mode() == TurnSettings.Mode.AUTO && rules.sure()) {
            return RulesRouter.because("the rules are sure", rules.routing());
        }
        speculation.begin(rules);
        try {
            return Deadline.<Routing, StageException, RouteReply.Violation>within(
                    settings.routeDeadline(), stop, () -> byModel(prompt, settings));
        } catch (StageException | RouteReply.Violation | Deadline.Expired e) {
            String why = RouteHealth.failure(settings.route(), e.getMessage());
            narrator.note(why + "; the rules decided.");
            return RulesRouter.because(why, rules.routing());
        }
    }

    private Routing byModel(String prompt, TurnSettings settings)
            throws StageException, RouteReply.Violation, InterruptedException {
        Prompt first = prompt(prompt, "");
        Set<String> tools =
                toolbox.specs().stream().map(ToolSpec::name).collect(Collectors.toCollection(LinkedHashSet::new));
        try {
            return ask(question(settings, first, 1), tools);
        } catch (RouteReply.Violation e) {
            String again = Prompts.fill("route-again.md", Map.of("violation", e.getMessage()));
            return ask(question(settings, prompt(prompt, "\n\n" + again), 2), tools);
        }
    }

    private static Question question(TurnSettings settings, Prompt prompt, int attempt) {
        boolean insist = settings.isNamed(settings.route());
        return new Question(
                settings.route(), List.of(), prompt, Stage.ROUTE.wire(), attempt, insist, true, Keeping.BOTH_SIDES);
    }

    private Routing ask(Question question, Set<String> tools)
            throws StageException, RouteReply.Violation, InterruptedException {
        Asking.Answered answered = asking.ask(question);
        try {
            Routing routing = RouteReply.parse(answered.reply().text(), PLANS, tools);
            return answered.recalled() ? fromCache(routing) : routing;
        } catch (RouteReply.Violation e) {
            asking.useless(question);
            throw e;
        }
    }

    private static Routing fromCache(Routing r) {
        return new Routing(Routing.Source.CACHE, r.plan(), r.intent(), r.domains(), r.tools(), r.reason());
    }

    /** The user's text travels as one JSON string, so that nothing in it can end it. */
    private Prompt prompt(String text, String addition) {
        String tools = toolbox.specs().stream()
                .map(t -> "- " + t.name() + ": " + t.description())
                .collect(Collectors.joining("\n"));
        String system = Prompts.fill("route.md", Map.of("tools", tools));
        String quoted = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
        String user = Prompts.fill("route-request.md", Map.of("request", quoted));
        return new Prompt(system, List.of(new Message.User(user + addition)), List.of(), true);
    }
}
