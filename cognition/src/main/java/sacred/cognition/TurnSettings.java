package sacred.cognition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sacred.cognition.strategy.Nesting;
import sacred.providers.ToolSpec;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/**
 * Who answers the stages of a turn, and how the route is decided.
 *
 * @param fallback tried in order when the tool or the format model fails before its first content
 * @param routes how the route is decided
 * @param answererNamed whether the user has named {@code format} in this session: then nothing takes its place
 * @param named the models that the user has named in this session, rather than in the configuration: they are asked even
 *     where they failed lately
 * @param tools how tools are used
 * @param finisher who words anew what a logical model has answered; empty where that passes through as it is
 */
public record TurnSettings(
        ModelRef route,
        ModelRef tool,
        ModelRef format,
        List<ModelRef> fallback,
        Routes routes,
        boolean answererNamed,
        Set<ModelRef> named,
        Tools tools,
        Optional<ModelRef> finisher) {

    /**
     * How the route is decided, and what follows from it.
     *
     * @param deadline for the whole route stage; beyond it the rules decide
     * @param retries how often the route model is asked again at most when its server fails; an answer that breaks the contract
     *     is sent back once, whatever this is
     * @param speculate whether an answer is begun before the route is known
     * @param answerers who answers in the place of {@code format}, by what the route says
     */
    public record Routes(Mode mode, Duration deadline, int retries, Speculate speculate, Answerers answerers) {

        public static final int RETRIES = 2;

        /** Without any of what may be added. */
        public Routes(Mode mode, Duration deadline) {
            this(mode, deadline, RETRIES, Speculate.AUTO, Answerers.NONE);
        }

        public Routes in(Mode next) {
            return new Routes(next, deadline, retries, speculate, answerers);
        }

        public Routes speculating(Speculate next) {
            return new Routes(mode, deadline, retries, next, answerers);
        }
    }

    /**
     * How tools are used in a turn.
     *
     * @param maxRounds after so many rounds of calls the model has to answer with what it has; at least 1
     * @param callers tools of whoever asks for the turn. The model that answers is offered them in the place of ours, and what
     *     it calls of them is returned by {@link Turn#returned} and not run. Empty where the turn runs our own
     */
    public record Tools(int maxRounds, List<ToolSpec> callers) {

        public static final Tools DEFAULT = new Tools(8);

        public Tools(int maxRounds) {
            this(maxRounds, List.of());
        }

        public Tools {
            callers = List.copyOf(callers);
            if (maxRounds < 1) {
                throw new IllegalArgumentException("at least one round: " + maxRounds);
            }
        }
    }

    /** Who routes. */
    public enum Mode {
        /** The rules; the route model only when they are unsure. */
        AUTO,
        MODEL,
        RULES,
        /** Nobody: every prompt is answered directly. */
        OFF
    }

    /** When an answer is begun before the route model has decided. Never where one Ollama would do both. */
    public enum Speculate {
        /** When the rules are sure that the prompt is answered directly, and the route model agreed with them lately. */
        AUTO,
        /** Also when they only expect so. */
        ON,
        OFF
    }

    public TurnSettings {
        fallback = List.copyOf(fallback);
        named = Set.copyOf(named);
    }

    /** As the configuration says. */
    public TurnSettings(
            ModelRef route, ModelRef tool, ModelRef format, List<ModelRef> fallback, Mode mode, Duration deadline) {
        this(
                route,
                tool,
                format,
                fallback,
                new Routes(mode, deadline),
                false,
                Set.of(),
                Tools.DEFAULT,
                Optional.empty());
    }

    public Mode mode() {
        return routes.mode();
    }

    /** The same turn answered by another model: it takes the tool and the format stage. */
    public TurnSettings answeredBy(ModelRef model) {
        return naming(route, model, model, model, true);
    }

    public TurnSettings withRoute(ModelRef model) {
        return naming(model, tool, format, model, answererNamed);
    }

    public TurnSettings withTool(ModelRef model) {
        return naming(route, model, format, model, answererNamed);
    }

    public TurnSettings withFormat(ModelRef model) {
        return naming(route, tool, model, model, true);
    }

    public TurnSettings withMode(Mode next) {
        return with(routes.in(next));
    }

    public TurnSettings with(Routes next) {
        return new TurnSettings(route, tool, format, fallback, next, answererNamed, named, tools, finisher);
    }

    public TurnSettings withTools(Tools next) {
        return new TurnSettings(route, tool, format, fallback, routes, answererNamed, named, next, finisher);
    }

    /** The same turn in which what a logical model answers is worded anew. */
    public TurnSettings finishedBy(ModelRef model) {
        return new TurnSettings(route, tool, format, fallback, routes, answererNamed, named, tools, Optional.of(model));
    }

    /** The same turn with a single model for the tools: of a logical one, the member that has the last word. */
    TurnSettings toolsBySingle(Models models) {
        ModelRef single = tool;
        for (int depth = 0; single.isLogical() && depth <= Nesting.DEEPEST; depth++) {
            single = models.logical(single)
                    .map(model -> model.strategy().lastWord(model))
                    .orElse(single);
        }
        return new TurnSettings(route, single, format, fallback, routes, answererNamed, named, tools, finisher);
    }

    /** Whether the user has named the model in this session. */
    boolean isNamed(ModelRef model) {
        return named.contains(model);
    }

    /** Who takes the place of {@code format} on this route; empty where nobody does. */
    Optional<Routing.Answerer> answererOf(Routing routing) {
        return answererNamed ? Optional.empty() : routes.answerers().of(routing);
    }

    /** The same turn, answered as its route says. The usual model stands in first when that fails. */
    TurnSettings answering(Routing routing) {
        boolean single = routing.plan().equals(Routing.DIRECT) || routing.plan().equals(Routing.TOOLS);
        Optional<ModelRef> model = single
                ? routing.effect().flatMap(Routing.Effect::answerer).map(Routing.Answerer::model)
                : Optional.of(ModelRef.logical(routing.plan()));
        if (model.isEmpty() || model.get().equals(format)) {
            return this;
        }
        List<ModelRef> others =
                Stream.concat(Stream.of(format), fallback.stream()).toList();
        return new TurnSettings(route, tool, model.get(), others, routes, answererNamed, named, tools, finisher);
    }

    private TurnSettings naming(
            ModelRef routing, ModelRef calls, ModelRef formats, ModelRef model, boolean answererIsNamed) {
        Set<ModelRef> more = new HashSet<>(named);
        more.add(model);
        return new TurnSettings(routing, calls, formats, fallback, routes, answererIsNamed, more, tools, finisher);
    }
}
