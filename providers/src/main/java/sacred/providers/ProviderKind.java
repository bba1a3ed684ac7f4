package sacred.providers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The protocols we speak. The names are those of {@code type} in the configuration.
 *
 * <p>A new kind is a constant here and its factory in {@code langchain}.
 */
public enum ProviderKind {
    OLLAMA("http://localhost:11434", "", false),
    OPENAI("https://api.openai.com/v1", "OPENAI_API_KEY", true),
    ANTHROPIC("https://api.anthropic.com", "ANTHROPIC_API_KEY", true),
    GROQ("https://api.groq.com/openai/v1", "GROQ_API_KEY", true),
    GEMINI("https://generativelanguage.googleapis.com", "GEMINI_API_KEY", true),
    MISTRAL("https://api.mistral.ai/v1", "MISTRAL_API_KEY", true),
    /** The deterministic engine in this process; no language model and no network. */
    BUILTIN("", "", false);

    private final String defaultBaseUrl;
    private final String keyVariable;
    private final boolean needsKey;

    ProviderKind(String defaultBaseUrl, String keyVariable, boolean needsKey) {
        this.defaultBaseUrl = defaultBaseUrl;
        this.keyVariable = keyVariable;
        this.needsKey = needsKey;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String defaultBaseUrl() {
        return defaultBaseUrl;
    }

    /** The environment variable that its users know; empty for none. */
    public String keyVariable() {
        return keyVariable;
    }

    /** Whether its public server refuses requests without a key; a compatible server may not. */
    public boolean needsKey() {
        return needsKey;
    }

    /** The kind that a configuration names; {@code openai-compatible} is an alias of {@code openai}. */
    public static Optional<ProviderKind> ofWire(String type) {
        String name = type.equals("openai-compatible") ? "openai" : type;
        return Arrays.stream(values()).filter(k -> k.wire().equals(name)).findFirst();
    }
}
