package sacred.app.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.app.config.Config;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler.Line;
import sacred.providers.Origin;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;

/** Which of the configured providers stand in line together: two names of one Ollama are still one machine. */
final class Lines {

    private Lines() {}

    static List<Line> of(Config config) {
        Map<String, List<String>> machines = new LinkedHashMap<>();
        for (ProviderSettings p : config.providers()) {
            String machine = p.kind() == ProviderKind.OLLAMA ? "at " + machine(p) : p.name();
            machines.computeIfAbsent(machine, _ -> new ArrayList<>()).add(p.name());
        }
        return machines.values().stream()
                .map(names -> new Line(names, limits(config.limits(), names)))
                .toList();
    }

    /** This machine has many names. */
    private static String machine(ProviderSettings p) {
        String text = Origin.of(p.baseUrl()).map(Origin::text).orElse(p.name());
        return p.isHere() ? text.replaceFirst("//(\\[[^]]*]|[^:]*)", "//localhost") : text;
    }

    /** The tightest of those of its names. */
    private static Limits limits(Config.Limits limits, List<String> names) {
        int places = names.stream()
                .mapToInt(n -> limits.concurrency().getOrDefault(n, Limits.USUAL.places()))
                .min()
                .orElseThrow();
        Optional<Limits.Rate> rate = names.stream()
                .flatMap(n -> Optional.ofNullable(limits.rate().get(n)).stream())
                .map(r -> new Limits.Rate(r.requests(), r.per()))
                .min(Comparator.comparingDouble(
                        r -> r.requests() / (double) r.per().toMillis()));
        return new Limits(places, rate);
    }
}
