package sacred.cognition;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/**
 * Who answers instead of the usual model, by what the route says of a request: its intent first, then its difficulty, then the
 * domain that leads.
 *
 * @param byIntent in the order of the configuration. A name is meant when it is the whole intent or a word of it, in letters of
 *     either case; of several that are, the first
 * @param byDomain by CD, SD, CuD and ED
 */
public record Answerers(
        Map<String, ModelRef> byIntent,
        Map<Routing.Difficulty, ModelRef> byDifficulty,
        Map<String, ModelRef> byDomain) {

    public static final Answerers NONE = new Answerers(Map.of(), Map.of(), Map.of());

    public Answerers {
        byIntent = Collections.unmodifiableMap(new LinkedHashMap<>(byIntent));
        byDifficulty = Map.copyOf(byDifficulty);
        byDomain = Map.copyOf(byDomain);
    }

    Optional<Routing.Answerer> of(Routing routing) {
        return byIntent(routing)
                .or(() -> routing.difficulty().flatMap(d -> answerer(byDifficulty.get(d), "by_difficulty." + d.wire())))
                .or(() -> Framing.leading(routing.domains()).flatMap(d -> answerer(byDomain.get(d), "by_domain." + d)));
    }

    private Optional<Routing.Answerer> byIntent(Routing routing) {
        String intent = routing.intent().toLowerCase(Locale.ROOT);
        return byIntent.keySet().stream()
                .filter(name -> isMeant(name.toLowerCase(Locale.ROOT), intent))
                .findFirst()
                .flatMap(name -> answerer(byIntent.get(name), "by_intent." + name));
    }

    private static boolean isMeant(String name, String intent) {
        return intent.equals(name)
                || Arrays.asList(intent.split("[^\\p{L}\\p{N}]+")).contains(name);
    }

    private static Optional<Routing.Answerer> answerer(ModelRef model, String why) {
        return Optional.ofNullable(model).map(m -> new Routing.Answerer(m, why));
    }
}
