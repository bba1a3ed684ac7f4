package sacred.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the route stage decided.
 *
 * @param source who decided
 * @param intent what the user wants, in a word or two; empty when nobody asked that
 * @param plan {@code direct}, {@code tools} or the name of a logical model
 * @param domains activations in 0..1, keyed CD, SD, CuD, ED in that order
 * @param boundaries of each two domains, in the order CD-SD, CD-CuD, CD-ED, SD-CuD, SD-ED, CuD-ED; empty when nobody has
 *     looked at them
 * @param tools names of the tools that are needed
 * @param reason why, in one sentence; for rules also why the model was not asked or not believed
 * @param difficulty how hard the request is; empty when nobody has looked
 * @param effect what follows for the answer; empty when nothing was to follow
 * @param decidedAt when it was decided, for a decision of an earlier turn; cut to milliseconds, as the file has it
 */
public record Routing(
        Source source,
        String plan,
        String intent,
        Map<String, Double> domains,
        List<Boundary> boundaries,
        List<String> tools,
        String reason,
        Optional<Difficulty> difficulty,
        Optional<Effect> effect,
        Optional<Instant> decidedAt) {

    public static final String DIRECT = "direct";
    public static final String TOOLS = "tools";

    /** Who routed. */
    public enum Source {
        MODEL,
        RULES,
        CACHE,
        /** Nobody: routing is off. */
        OFF;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How hard a request is. */
    public enum Difficulty {
        EASY,
        NORMAL,
        HARD;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a route shapes the answer.
     *
     * @param framing the domain for which the prompt of the answer is written, or {@link #NEUTRAL}
     * @param answerer who answers in the place of the usual model; empty for the usual one
     */
    public record Effect(String framing, Optional<Answerer> answerer) {

        public static final String NEUTRAL = "neutral";

        public Effect {
            Objects.requireNonNull(framing);
        }
    }

    /**
     * A model that the configuration names for requests such as this.
     *
     * @param why the line of the configuration, such as {@code by_intent.explain}
     */
    public record Answerer(ModelRef model, String why) {
        public Answerer {
            Objects.requireNonNull(model);
            Objects.requireNonNull(why);
        }
    }

    public Routing {
        Objects.requireNonNull(source);
        Objects.requireNonNull(plan);
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        boundaries = List.copyOf(boundaries);
        tools = List.copyOf(tools);
        decidedAt = decidedAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** A bare decision: nobody has looked at anything else. */
    public Routing(
            Source source, String plan, String intent, Map<String, Double> domains, List<String> tools, String reason) {
        this(
                source,
                plan,
                intent,
                domains,
                List.of(),
                tools,
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What was understood and what follows from it, in a few words. */
    public String summary() {
        return intent.isEmpty() ? plan : intent + " → " + plan;
    }

    public Routing with(List<Boundary> others) {
        return new Routing(source, plan, intent, domains, others, tools, reason, difficulty, effect, decidedAt);
    }

    public Routing with(Difficulty other) {
        return new Routing(
                source, plan, intent, domains, boundaries, tools, reason, Optional.of(other), effect, decidedAt);
    }

    public Routing with(Effect other) {
        return new Routing(
                source, plan, intent, domains, boundaries, tools, reason, difficulty, Optional.of(other), decidedAt);
    }

    /** The same route, given again. */
    public Routing decidedBefore(Instant at) {
        return new Routing(
                Source.CACHE, plan, intent, domains, boundaries, tools, reason, difficulty, effect, Optional.of(at));
    }
}
