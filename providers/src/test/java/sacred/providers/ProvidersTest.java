package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

class ProvidersTest {

    private final Model network = (prompt, onChunk) -> null;
    private final Model engine = (prompt, onChunk) -> null;
    private final Providers providers = new Providers(
            List.of(
                    settings("ollama", ProviderKind.OLLAMA, List.of("tinyllama", "llama3.1")),
                    settings("any", ProviderKind.OPENAI, List.of()),
                    settings("builtin", ProviderKind.BUILTIN, List.of("rules"))),
            Map.of("openai", "OPENAI_API_KEY is not set."),
            settings -> new Backend() {
                @Override
                public Model model(String name) {
                    return network;
                }

                @Override
                public List<ModelInfo> list() {
                    return List.of();
                }

                @Override
                public Check check() {
                    return new Check(false, 1, settings.name());
                }
            },
            name -> engine);

    @Test
    void aConfiguredModelIsFoundWhereItsProviderIs() throws ProviderException {
        assertEquals(network, providers.model(ModelRef.parse("ollama:llama3.1")));
        assertEquals(network, providers.model(ModelRef.parse("any:whatever:8b")));
        assertEquals(engine, providers.model(ModelRef.parse("builtin:rules")));
        assertEquals(
                List.of("ollama", "any", "builtin"),
                providers.all().stream().map(Provider::name).toList());
        assertEquals(Optional.empty(), providers.find("openai"));
    }

    @Test
    void aModelOutsideAClosedListIsNotFoundAndTheNearestIsOffered() {
        ProviderException e =
                assertThrows(ProviderException.class, () -> providers.model(ModelRef.parse("ollama:tinylama")));

        assertEquals(ErrorKind.NOT_FOUND, e.kind());
        assertTrue(e.getMessage().contains("Did you mean \"tinyllama\"?"), e.getMessage());
    }

    @Test
    void aProviderThatIsOffSaysWhy() {
        ProviderException e = assertThrows(ProviderException.class, () -> providers.get("openai"));

        assertEquals(ErrorKind.CONFIG, e.kind());
        assertTrue(e.getMessage().contains("OPENAI_API_KEY is not set."), e.getMessage());
    }

    @Test
    void anUnknownProviderIsAnsweredWithWhatThereIs() {
        assertTrue(message("olama").contains("Did you mean \"ollama\"?"), message("olama"));
        assertTrue(message("zzz").contains("There is any, builtin, ollama, openai."), message("zzz"));
    }

    @Test
    void theBuiltInEngineNeedsNoNetwork() throws Exception {
        Provider builtin = providers.get("builtin");

        assertTrue(builtin.check().ok());
        assertEquals(
                List.of("rules"), builtin.list().stream().map(ModelInfo::name).toList());
    }

    private String message(String name) {
        return assertThrows(ProviderException.class, () -> providers.get(name)).getMessage();
    }

    private static ProviderSettings settings(String name, ProviderKind kind, List<String> models) {
        return new ProviderSettings(
                name, kind, kind.defaultBaseUrl(), Optional.empty(), "", models, Timeouts.DEFAULT, RetryPolicy.DEFAULT);
    }
}
