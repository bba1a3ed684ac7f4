package sacred.cognition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.providers.Backend;
import sacred.providers.Check;
import sacred.providers.Model;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.Told;
import sacred.providers.Windows;
import sacred.timeline.ModelRef;

/** What servers of a test say about their models; those of a provider {@code ollama} are Ollama's. */
final class Known {

    private final Map<ModelRef, Told> models = new HashMap<>();

    /** @param tokens 0 where nobody knows */
    Known model(String ref, long tokens, Optional<Boolean> tools) {
        OptionalLong window = tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens);
        models.put(ModelRef.parse(ref), new Told(window, OptionalLong.empty(), tools, false));
        return this;
    }

    Windows windows() {
        return new Windows(new Windows.Limits(Map.of(), 16_384), name -> Optional.of(provider(name)), () -> 0);
    }

    private Provider provider(String name) {
        ProviderKind kind = name.equals("ollama") ? ProviderKind.OLLAMA : ProviderKind.OPENAI;
        ProviderSettings settings = new ProviderSettings(
                name,
                kind,
                "http://localhost:1",
                Optional.empty(),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
        return new Provider(settings, new Backend() {
            @Override
            public Model model(String model) {
                throw new AssertionError("the scripted models answer");
            }

            @Override
            public List<ModelInfo> list() {
                return List.of();
            }

            @Override
            public Check check() {
                return new Check(true, 0, "");
            }

            @Override
            public Told tell(String model) {
                return models.getOrDefault(new ModelRef(name, model), Told.NOTHING);
            }
        });
    }
}
