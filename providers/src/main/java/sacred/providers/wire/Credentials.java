package sacred.providers.wire;

import java.util.Map;
import java.util.Optional;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;
import sacred.timeline.ErrorKind;

/** A provider's key on its way into a header. */
public final class Credentials {

    /** The version of Anthropic's API that we speak. */
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    /** Where Gemini's API looks for the key; in its address, where it looks too, everybody would see it. */
    public static final String GEMINI_HEADER = "x-goog-api-key";

    private Credentials() {}

    /**
     * The key as a header can carry it; empty where none is configured.
     *
     * @throws ProviderException when no header can carry it. The JDK would say so too, and print the key.
     */
    public static Optional<String> key(ProviderSettings settings) throws ProviderException {
        Optional<String> key =
                settings.apiKey().map(secret -> secret.reveal().strip()).filter(k -> !k.isEmpty());
        if (key.isPresent() && !key.get().chars().allMatch(c -> c > 0x20 && c < 0x100 && (c < 0x7F || c >= 0xA0))) {
            String source = settings.keySource().isEmpty() ? "its api_key" : settings.keySource();
            throw new ProviderException(
                    settings.name() + ": the key from " + source
                            + " has a blank, a line break or a character in it that no key has. Set it again.",
                    ProviderException.Details.of(ErrorKind.CONFIG, false));
        }
        return key;
    }

    static Map<String, String> headers(ProviderSettings settings) throws ProviderException {
        return key(settings)
                .map(key -> switch (settings.kind()) {
                    case ANTHROPIC -> Map.of("x-api-key", key, "anthropic-version", ANTHROPIC_VERSION);
                    case GEMINI -> Map.of(GEMINI_HEADER, key);
                    case OPENAI, GROQ, MISTRAL, OLLAMA, BUILTIN -> Map.of("Authorization", "Bearer " + key);
                })
                .orElse(Map.of());
    }
}
