package sacred.app.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sacred.app.config.Config;

/** What another configuration changes, in sentences; no value of it is shown. */
final class Differences {

    private static final Map<String, Function<Config, Object>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("llm_providers", c -> List.of(c.providers(), c.disabled()));
        SECTIONS.put("routing_strategy", Config::routing);
        SECTIONS.put("limits", Config::limits);
        SECTIONS.put("budget", Config::budget);
        SECTIONS.put("prices", Config::prices);
        SECTIONS.put("windows", Config::windows);
        SECTIONS.put("tls", Config::authorities);
        SECTIONS.put("cache", Config::cache);
        SECTIONS.put("ollama", Config::ollama);
        SECTIONS.put("tools", c -> List.of(c.tools(), c.windows().withoutTools()));
        SECTIONS.put("web", Config::web);
        SECTIONS.put("mcp", Config::mcp);
        SECTIONS.put("export", Config::export);
        SECTIONS.put("log", Config::log);
        SECTIONS.put("telemetry", Config::telemetry);
        SECTIONS.put("logical_models", Config::logicalModels);
    }

    private Differences() {}

    static List<String> between(Config before, Config next) {
        List<String> sentences = new ArrayList<>();
        List<String> sections = SECTIONS.entrySet().stream()
                .filter(s -> !s.getValue().apply(before).equals(s.getValue().apply(next)))
                .map(Map.Entry::getKey)
                .toList();
        if (!sections.isEmpty()) {
            sentences.add("The configuration was read again. In force from the next turn: "
                    + String.join(", ", sections) + ".");
        }
        if (!before.ui().equals(next.ui())) {
            sentences.add("ui takes effect when sacred is started again; /theme and /mouse change both now.");
        }
        next.disabled().forEach((name, why) -> {
            if (!why.equals(before.disabled().get(name))) {
                sentences.add("The provider " + name + " is off: " + why + ".");
            }
        });
        next.notes().stream().filter(n -> !before.notes().contains(n)).forEach(n -> sentences.add("note: " + n));
        return sentences;
    }
}
