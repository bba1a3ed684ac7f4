package sacred.providers.wire;

import java.net.URI;
import java.net.URISyntaxException;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;
import sacred.timeline.ErrorKind;

/** Where the API of a provider is, from what the user wrote as its {@code base_url}. */
public final class Addresses {

    private Addresses() {}

    /**
     * What precedes the last part of the API's path: {@code .../v1} for OpenAI and Anthropic, the server for Ollama.
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
            case OPENAI, GROQ, OLLAMA, BUILTIN -> base;
        };
    }

    static URI models(ProviderSettings settings) throws ProviderException {
        return URI.create(base(settings)
                + switch (settings.kind()) {
                    case OLLAMA -> "/api/tags";
                    case ANTHROPIC -> "/models?limit=1000";
                    case OPENAI, GROQ, BUILTIN -> "/models";
                });
    }

    private static String example(ProviderSettings settings) {
        return settings.kind().defaultBaseUrl().isEmpty()
                ? "http://localhost:8000/v1"
                : settings.kind().defaultBaseUrl();
    }
}
