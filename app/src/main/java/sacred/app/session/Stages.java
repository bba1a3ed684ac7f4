package sacred.app.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sacred.app.config.Config;
import sacred.cognition.Answerers;
import sacred.cognition.TurnSettings;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/** Who is asked in the stages of a turn, as a configuration says. Pure. */
record Stages(Config config, Composites composites) {

    TurnSettings settings() {
        Config.Routing r = config.routing();
        TurnSettings settings = new TurnSettings(
                composites.parse(r.queryRouting()),
                composites.parse(r.toolCalling()),
                composites.parse(r.responseFormatting()),
                r.fallback().stream().map(composites::parse).toList(),
                new TurnSettings.Routes(r.mode(), r.deadline(), r.retries(), r.speculate(), answerers(r.answerers())),
                false,
                Set.of(),
                new TurnSettings.Tools(config.tools().maxRounds()),
                Optional.empty());
        // a logical model has worded its answer already
        return r.formatAlways() && !settings.format().isLogical() ? settings.finishedBy(settings.format()) : settings;
    }

    private Answerers answerers(Map<String, Map<String, String>> sections) {
        Map<String, ModelRef> byIntent = new LinkedHashMap<>();
        Map<Routing.Difficulty, ModelRef> byDifficulty = new LinkedHashMap<>();
        Map<String, ModelRef> byDomain = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, String>> section : sections.entrySet()) {
            for (Map.Entry<String, String> one : section.getValue().entrySet()) {
                String name = one.getKey();
                ModelRef model = composites.parse(one.getValue());
                switch (section.getKey()) {
                    case "by_intent" -> byIntent.put(name, model);
                    case "by_difficulty" ->
                        byDifficulty.put(Routing.Difficulty.valueOf(name.toUpperCase(Locale.ROOT)), model);
                    default -> byDomain.put(name, model);
                }
            }
        }
        return new Answerers(byIntent, byDifficulty, byDomain);
    }
}
