package sacred.app.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.cognition.Answerers;
import sacred.cognition.TurnSettings;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/** Who is asked in the stages of a turn, as a configuration says. Pure. */
record Stages(Config config) {

    /** @throws ConfigException when a stage names something that this version cannot ask */
    TurnSettings settings() throws ConfigException {
        Config.Routing r = config.routing();
        List<ModelRef> fallback = new ArrayList<>();
        for (String reference : r.fallback()) {
            fallback.add(single("fallback", reference));
        }
        return new TurnSettings(
                single("query_routing", r.queryRouting()),
                single("tool_calling", r.toolCalling()),
                single("response_formatting", r.responseFormatting()),
                fallback,
                new TurnSettings.Routes(r.mode(), r.deadline(), r.retries(), r.speculate(), answerers(r.answerers())),
                false,
                Set.of(),
                new TurnSettings.Tools(config.tools().maxRounds()));
    }

    private Answerers answerers(Map<String, Map<String, String>> sections) throws ConfigException {
        Map<String, ModelRef> byIntent = new LinkedHashMap<>();
        Map<Routing.Difficulty, ModelRef> byDifficulty = new LinkedHashMap<>();
        Map<String, ModelRef> byDomain = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, String>> section : sections.entrySet()) {
            for (Map.Entry<String, String> one : section.getValue().entrySet()) {
                String name = one.getKey();
                ModelRef model = single(section.getKey() + "." + name, one.getValue());
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

    private ModelRef single(String key, String reference) throws ConfigException {
        if (isLogical(reference)) {
            throw new ConfigException(List.of("routing_strategy." + key + ": " + notYet(reference)));
        }
        return ModelRef.parse(reference);
    }

    boolean isLogical(String reference) {
        return config.logicalModels().containsKey(reference) || reference.startsWith("composite/");
    }

    static String notYet(String reference) {
        return "\"" + reference + "\" is a logical model; this version of sacred asks single models only.";
    }
}
