package sacred.providers.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;
import sacred.timeline.ErrorKind;

/** Where the API of a provider is, from what the user wrote as its {@code base_url}. */
public final class Addresses {

    /** What Gemini's API begins with, in its versions. */
    private static final String GEMINI_VERSION = ".*/v1(alpha|beta)?";

    private Addresses() {}

    /**
     * What precedes the last part of the API's path: {@code .../v1} for OpenAI and Anthropic, {@code .../v1beta} for
     * Gemini, the server for Ollama.
     *
     * @throws ProviderException when the base_url is no address
     */
    public static String base(ProviderSettings settings) throws ProviderException {
        String base = settings.baseUrl().strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(base);
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw new URISyntaxException("", "no web address");
            }
        } catch (URISyntaxException e) {
            throw new ProviderException(
                    settings.name() + ": its base_url is not an address such as " + example(settings) + ".",
                    ProviderException.Details.of(ErrorKind.CONFIG, false));
        }
        return switch (settings.kind()) {
            case ANTHROPIC -> base.endsWith("/v1") ? base : base + "/v1";
            case GEMINI -> base.matches(GEMINI_VERSION) ? base : base + "/v1beta";
            // its own libraries are given the server alone
            case MISTRAL -> URI.create(base).getRawPath().isEmpty() ? base + "/v1" : base;
            case OPENAI, GROQ, OLLAMA, BUILTIN -> base;
        };
    }

    /**
     * Where a model of Gemini is asked for a stream.
     *
     * @param model as the user writes it, with or without the {@code models/} that its listing puts before it
     * @throws ProviderException as {@link #base} does
     */
    public static URI geminiStream(ProviderSettings settings, String model) throws ProviderException {
        String family = model.startsWith("tunedModels/") ? "tunedModels/" : "models/";
        String id = model.startsWith(family) ? model.substring(family.length()) : model;
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(base(settings) + "/" + family + encoded + ":streamGenerateContent?alt=sse");
    }

    static URI models(ProviderSettings settings) throws ProviderException {
        return URI.create(base(settings)
                + switch (settings.kind()) {
                    case OLLAMA -> "/api/tags";
                    case ANTHROPIC -> "/models?limit=1000";
                    case GEMINI -> "/models?pageSize=1000";
                    case OPENAI, GROQ, MISTRAL, BUILTIN -> "/models";
                });
    }

    private static String example(ProviderSettings settings) {
        return settings.kind().defaultBaseUrl().isEmpty()
                ? "http://localhost:8000/v1"
                : settings.kind().defaultBaseUrl();
    }
}
