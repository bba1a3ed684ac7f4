package sacred.app.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderSettings;

/** Who is asked in each stage: the section {@code routing_strategy}, and what stands for its missing members. */
final class StageModels {

    private static final Duration DECISIONS_KEPT = Duration.ofHours(1);
    private static final String BUILTIN_MODEL = Providers.BUILTIN + ":default";
    private static final List<String> STAGES = List.of("query_routing", "tool_calling", "response_formatting");
    private static final List<String> ANSWERERS = List.of("by_intent", "by_difficulty", "by_domain");
    /** Capable and cheap, in the order in which a key is looked for. */
    private static final List<String> USUAL = List.of(
            "anthropic:claude-haiku-4-5",
            "openai:gpt-4.1-mini",
            "groq:llama-3.3-70b-versatile",
            "gemini:gemini-flash-latest",
            "mistral:mistral-small-latest");

    private StageModels() {}

    /** @param named whether the file names its providers */
    static Config.Routing routing(Entry.Group group, Providers providers, boolean named, List<String> notes) {
        String answers = group.word("response_formatting").orElseGet(() -> {
            String chosen = named ? firstListed(providers) : usual(providers);
            if (named) {
                notes.add("routing_strategy.response_formatting is not set, so " + chosen
                        + " answers unless another model is chosen.");
            }
            return chosen;
        });
        Preset preset = group.word("preset").map(Preset::of).orElse(Preset.BALANCED);
        return new Config.Routing(
                group.word("mode")
                        .map(m -> TurnSettings.Mode.valueOf(m.toUpperCase(Locale.ROOT)))
                        .orElse(TurnSettings.Mode.AUTO),
                group.word("speculate")
                        .map(s -> TurnSettings.Speculate.valueOf(s.toUpperCase(Locale.ROOT)))
                        .orElse(TurnSettings.Speculate.AUTO),
                group.number("deadline_ms").map(Providers::millis).orElse(preset.deadline()),
                group.number("retries").map(BigDecimal::intValueExact).orElse(preset.retries()),
                group.number("cache_ttl_s")
                        .map(s -> Duration.ofSeconds(s.longValueExact()))
                        .orElse(DECISIONS_KEPT),
                group.word("query_routing").orElse(answers),
                group.word("tool_calling").orElse(answers),
                answers,
                answerers(group),
                group.texts("fallback").stream().map(Entry.Text::value).toList(),
                group.word("format").filter("always"::equals).isPresent());
    }

    private static Map<String, Map<String, String>> answerers(Entry.Group group) {
        Map<String, Map<String, String>> answerers = new LinkedHashMap<>();
        for (String section : ANSWERERS) {
            Map<String, String> models = new LinkedHashMap<>();
            Entry.Group of = group.group(section);
            of.members().keySet().forEach(name -> of.word(name).ifPresent(model -> models.put(name, model)));
            answerers.put(section, models);
        }
        return answerers;
    }

    private static String firstListed(Providers providers) {
        return providers.enabled.stream()
                .filter(p -> !p.models().isEmpty() && !p.name().equals(Providers.BUILTIN))
                .findFirst()
                .map(p -> p.name() + ":" + p.models().getFirst())
                .orElse(BUILTIN_MODEL);
    }

    private static String usual(Providers providers) {
        return USUAL.stream()
                .filter(ref -> providers.enabled.stream().anyMatch(p -> ref.startsWith(p.name() + ":")))
                .findFirst()
                .orElse(BUILTIN_MODEL);
    }

    /** Every reference in the section with its place. */
    static Stream<Entry.Text> references(Entry.Group group) {
        return Stream.of(
                        STAGES.stream().flatMap(s -> group.text(s).stream()),
                        ANSWERERS.stream().flatMap(s -> group.group(s).allTexts()),
                        group.texts("fallback").stream())
                .flatMap(texts -> texts);
    }

    /** A stage whose model cannot be asked is said now and not only when somebody waits for an answer. */
    static void noteUnusable(Config.Routing routing, Providers providers, List<String> notes) {
        Map<String, String> stages = new LinkedHashMap<>();
        stages.put("query_routing", routing.queryRouting());
        stages.put("tool_calling", routing.toolCalling());
        stages.put("response_formatting", routing.responseFormatting());
        routing.answerers()
                .forEach((section, models) ->
                        models.forEach((name, reference) -> stages.put(section + "." + Shown.plain(name), reference)));
        List<String> seen = new ArrayList<>();
        stages.forEach((stage, reference) -> unusable(reference, providers)
                .filter(why -> !seen.contains(reference))
                .ifPresent(why -> {
                    seen.add(reference);
                    notes.add("routing_strategy." + stage + " names " + Shown.plain(reference) + ": " + why + ".");
                }));
        // the stages may have different models, and then each can stand in for the other
        if (routing.toolCalling().equals(routing.responseFormatting())
                && routing.fallback().contains(routing.responseFormatting())) {
            notes.add("routing_strategy.fallback names " + Shown.plain(routing.responseFormatting())
                    + ", which has failed already when a fallback is asked.");
        }
    }

    private static Optional<String> unusable(String reference, Providers providers) {
        int colon = reference.indexOf(':');
        if (colon < 0 || reference.contains("/") && reference.indexOf('/') < colon) {
            return Optional.empty();
        }
        String provider = reference.substring(0, colon);
        String model = reference.substring(colon + 1);
        if (providers.disabled.containsKey(provider)) {
            return Optional.of(provider + " is disabled, because " + providers.disabled.get(provider));
        }
        return providers.enabled.stream()
                .filter(p -> p.name().equals(provider) && !p.models().isEmpty())
                .map(ProviderSettings::models)
                .filter(models -> !models.contains(model))
                .findFirst()
                .map(models -> "it is not among the models that " + provider + " lists");
    }
}
