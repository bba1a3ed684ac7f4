package sacred.cognition;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sacred.cognition.Asking.Question;
import sacred.cognition.schedule.Breakers;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.tool.Toolbox;
import sacred.providers.AnswerSchema;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.RetryPolicy;
import sacred.providers.ToolSpec;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;

/**
 * The small model that decides on a route. It is told once what was wrong with its answer. Servers that know schemas get one;
 * what they make of it is checked like any other answer.
 */
final class RouteModel {

    /** The first wait before the model is asked again, and the longest. */
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(2);

    private final Asking asking;
    private final Narrator narrator;
    private final Toolbox toolbox;
    private final Breakers breakers;
    private final RouteMemory decisions;
    private final List<LogicalModel> panels;

    /** @param panels who may be chosen to answer together */
    RouteModel(
            Asking asking,
            Narrator narrator,
            Toolbox toolbox,
            Breakers breakers,
            RouteMemory decisions,
            List<LogicalModel> panels) {
        this.panels = panels;
        this.asking = asking;
        this.narrator = narrator;
        this.toolbox = toolbox;
        this.breakers = breakers;
        this.decisions = decisions;
    }

    /** Remembers, or asks and blocks. */
    Routing route(String request, TurnSettings settings)
            throws StageException, RouteReply.Violation, InterruptedException {
        List<ToolSpec> specs = toolbox.specs();
        Prompt prompt = prompt(request, "", specs);
        RouteMemory.Key key = new RouteMemory.Key(request, settings.route(), prompt.system());
        Optional<Routing> before = decisions.find(key);
        if (before.isPresent()) {
            return before.get();
        }
        Routing routing = ask(request, prompt, specs, settings);
        if (routing.source() == Routing.Source.MODEL) {
            decisions.keep(key, routing);
        }
        return routing;
    }

    private Routing ask(String request, Prompt prompt, List<ToolSpec> specs, TurnSettings settings)
            throws StageException, RouteReply.Violation, InterruptedException {
        Set<String> tools = specs.stream().map(ToolSpec::name).collect(Collectors.toCollection(LinkedHashSet::new));
        AnswerSchema schema = RouteSchema.of(plans(), tools);
        try {
            return ask(question(settings, prompt.answeredBy(schema)), tools);
        } catch (RouteReply.Violation e) {
            String again = Prompts.fill("route-again.md", Map.of("violation", e.getMessage()));
            Prompt clarified = prompt(request, "\n\n" + again, specs);
            // no JSON in spite of the schema: its server ignores schemas, and may know a plainer wish
            return ask(question(settings, e.isOfJson() ? clarified.answeredBy(schema) : clarified), tools);
        }
    }

    /** Its time was up. If it was asked, that speaks against asking it again soon: it would take the time of every turn. */
    void tookTooLong(ModelRef model) {
        if (narrator.calls(Stage.ROUTE.wire()) > 0) {
            breakers.failed(model, ErrorKind.TIMEOUT);
        }
    }

    private Question question(TurnSettings settings, Prompt prompt) {
        String role = Stage.ROUTE.wire();
        boolean insist = settings.isNamed(settings.route());
        return new Question(
                settings.route(),
                List.of(),
                prompt,
                role,
                narrator.calls(role) + 1,
                insist,
                true,
                Keeping.BOTH_SIDES,
                Optional.of(haste(settings)));
    }

    private static Asking.Haste haste(TurnSettings settings) {
        return new Asking.Haste(
                new RetryPolicy(1 + settings.routes().retries(), BACK_OFF, LONGEST_BACK_OFF),
                settings.routes().deadline());
    }

    private Routing ask(Question question, Set<String> tools)
            throws StageException, RouteReply.Violation, InterruptedException {
        Asking.Answered answered = asking.ask(question);
        try {
            Routing routing = RouteReply.parse(answered.reply().text(), plans(), tools);
            return answered.given().map(routing::decidedBefore).orElse(routing);
        } catch (RouteReply.Violation e) {
            asking.useless(question);
            throw e;
        }
    }

    private Set<String> plans() {
        Set<String> plans = new LinkedHashSet<>(List.of(Routing.DIRECT, Routing.TOOLS));
        panels.forEach(panel -> plans.add(panel.name()));
        return plans;
    }

    /** What is said of those who answer together; nothing where there are none. */
    private String together() {
        if (panels.isEmpty()) {
            return "";
        }
        String names = panels.stream()
                .map(panel -> "\"" + panel.name() + "\" (" + panel.strategy().name() + " of "
                        + panel.references().size() + " models)")
                .collect(Collectors.joining(", "));
        return " " + Prompts.fill("route-panels.md", Map.of("panels", names));
    }

    /** The user's text travels as one JSON string, so that nothing in it can end it. */
    private Prompt prompt(String text, String addition, List<ToolSpec> specs) {
        String tools = specs.stream()
                .map(t -> "- " + t.name() + ": " + t.description())
                .collect(Collectors.joining("\n"));
        String system = Prompts.fill("route.md", Map.of("tools", tools, "panels", together()));
        String quoted = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
        String user = Prompts.fill("route-request.md", Map.of("request", quoted));
        return new Prompt(system, List.of(new Message.User(user + addition)), List.of(), true);
    }
}
