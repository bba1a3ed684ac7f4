package sacred.cognition;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ProviderKind;
import sacred.timeline.Routing;
import sacred.timeline.Stage;

/**
 * The first stage: who answers, and with which tools. A small model decides within one deadline; in every other case the rules
 * decide, and the block says why.
 */
final class RouteStage {

    private final RouteModel model;
    private final Narrator narrator;
    private final Toolbox toolbox;
    private final Stop stop;
    private final Speculation speculation;

    /** @param speculation the answer that may be begun while the route model thinks */
    RouteStage(RouteModel model, Narrator narrator, Toolbox toolbox, Stop stop, Speculation speculation) {
        this.model = model;
        this.narrator = narrator;
        this.toolbox = toolbox;
        this.stop = stop;
        this.speculation = speculation;
    }

    /** @param before how the turns before this one were routed */
    Routing run(String prompt, TurnSettings settings, LocalDate today, RouteHealth before)
            throws IOException, InterruptedException {
        narrator.begin(Stage.ROUTE);
        Routing routing = complete(decide(prompt, settings, today), prompt, settings);
        if (before.alarm().isEmpty()) {
            before.and(routing, settings.route()).alarm().ifPresent(narrator::remark);
        }
        speculation.decided(routing);
        narrator.sealRoute(routing);
        return routing;
    }

    /** With all that follows from a decision. */
    private static Routing complete(Routing decided, String prompt, TurnSettings settings) {
        Routing routing =
                decided.boundaries().isEmpty() ? decided.with(Domains.boundaries(decided.domains())) : decided;
        if (routing.source() == Routing.Source.OFF) {
            return routing;
        }
        Routing rated = routing.difficulty().isPresent() ? routing : routing.with(DifficultyRules.of(prompt));
        return rated.with(new Routing.Effect(
                Framing.leading(rated.domains()).orElse(Routing.Effect.NEUTRAL), settings.answererOf(rated)));
    }

    private Routing decide(String prompt, TurnSettings settings, LocalDate today) throws InterruptedException {
        if (settings.mode() == TurnSettings.Mode.OFF) {
            return new Routing(Routing.Source.OFF, Routing.DIRECT, "", Domains.byFormula(), List.of(), "");
        }
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
        speculation.begin(new RulesRouter.Decision(complete(rules.routing(), prompt, settings), rules.sure()));
        try {
            return Deadline.<Routing, StageException, RouteReply.Violation>within(
                    settings.routes().deadline(), stop, () -> model.route(prompt, settings));
        } catch (StageException | RouteReply.Violation | Deadline.Expired e) {
            if (e instanceof Deadline.Expired) {
                model.tookTooLong(settings.route());
            }
            String why = RouteHealth.failure(settings.route(), e.getMessage());
            narrator.note(why + "; the rules decided.");
            return RulesRouter.because(why, rules.routing());
        }
    }
}
