package sacred.providers.langchain;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.wire.Addresses;
import sacred.providers.wire.AnthropicDialect;
import sacred.providers.wire.Credentials;
import sacred.providers.wire.Dialect;
import sacred.providers.wire.GeminiDialect;
import sacred.providers.wire.OllamaDialect;
import sacred.providers.wire.OpenAiDialect;

/** The factory of each kind of provider. */
final class StreamingModels {

    /** Anthropic's API wants a limit for every answer; other APIs have none unless asked. */
    static final int ANTHROPIC_MAX_TOKENS = 8192;

    /** Stands for a key where LangChain4j insists on one; never sent. */
    static final String NO_KEY = "no key";

    private StreamingModels() {}

    static Dialect dialect(ProviderKind kind) {
        return switch (kind) {
            case OLLAMA -> new OllamaDialect();
            case OPENAI, GROQ, MISTRAL -> new OpenAiDialect();
            case GEMINI -> new GeminiDialect();
            case ANTHROPIC -> new AnthropicDialect();
            case BUILTIN -> throw inProcess();
        };
    }

    /** What LangChain4j writes, as the API of this kind accepts it. */
    static String body(ProviderKind kind, String written) {
        return kind == ProviderKind.MISTRAL ? MistralBody.of(written) : written;
    }

    /** A model that is asked this one prompt; of it only the limits are its own affair. */
    static StreamingChatModel model(ProviderSettings settings, String name, OneRequest client, Prompt prompt)
            throws ProviderException {
        OptionalInt most = prompt.mostAnswerTokens();
        String base = Addresses.base(settings);
        Optional<String> key = Credentials.key(settings);
        Integer limit = orNull(most);
        // the newer name is the only one that OpenAI's reasoning models take, and one that other servers may not know
        boolean newerName = settings.kind() == ProviderKind.OPENAI && settings.isAtHome();
        return switch (settings.kind()) {
            case OLLAMA -> ollama(base, key, name, client, prompt);
            case OPENAI, GROQ, MISTRAL ->
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(client)
                        .baseUrl(base)
                        .apiKey(key.orElse(null))
                        .modelName(name)
                        .maxTokens(newerName ? null : limit)
                        .maxCompletionTokens(newerName ? limit : null)
                        .strictJsonSchema(true)
                        .returnThinking(true)
                        .build();
            case ANTHROPIC ->
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(client)
                        .baseUrl(base)
                        .apiKey(key.orElse(NO_KEY))
                        .modelName(name)
                        .maxTokens(Math.min(ANTHROPIC_MAX_TOKENS, most.orElse(ANTHROPIC_MAX_TOKENS)))
                        .returnThinking(true)
                        .build();
            case GEMINI -> throw new IllegalArgumentException("Gemini is asked with a body of our own");
            case BUILTIN -> throw inProcess();
        };
    }

    private static StreamingChatModel ollama(
            String base, Optional<String> key, String name, OneRequest client, Prompt prompt) {
        return OllamaStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(base)
                .modelName(name)
                .customHeaders(bearer(key))
                .numPredict(orNull(prompt.mostAnswerTokens()))
                .numCtx(orNull(prompt.contextTokens()))
                .returnThinking(true)
                .build();
    }

    /** The words of LangChain4j for a limit that is left to the server. */
    private static Integer orNull(OptionalInt limit) {
        return limit.isPresent() ? limit.getAsInt() : null;
    }

    private static Map<String, String> bearer(Optional<String> key) {
        return key.map(k -> Map.of("Authorization", "Bearer " + k)).orElse(Map.of());
    }

    private static IllegalArgumentException inProcess() {
        return new IllegalArgumentException("the built-in engine is not asked over a network");
    }
}
