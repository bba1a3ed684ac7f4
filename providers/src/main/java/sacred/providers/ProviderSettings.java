package sacred.providers;

import java.util.List;
import java.util.Optional;

/**
 * One provider as it is configured.
 *
 * @param name the user's name for it, the part before the colon of a model reference
 * @param baseUrl what precedes the API's own path; without a trailing slash
 * @param apiKey empty where the provider needs none
 * @param keySource where the key came from, for messages: {@code $OPENAI_API_KEY}; empty when written in the file
 * @param models the closed list of models; empty when any name is accepted
 */
public record ProviderSettings(
        String name,
        ProviderKind kind,
        String baseUrl,
        Optional<Secret> apiKey,
        String keySource,
        List<String> models,
        Timeouts timeouts,
        RetryPolicy retry) {

    public ProviderSettings {
        models = List.copyOf(models);
    }

    /** Whether this is the server of those who made the protocol, not one that speaks it too. */
    public boolean isAtHome() {
        return Origin.of(baseUrl).equals(Origin.of(kind.defaultBaseUrl()));
    }

    /** Whether its server is on this machine. */
    public boolean isHere() {
        return Origin.of(baseUrl).filter(Origin::isHere).isPresent();
    }

    /** The same provider, waited for as long as this. */
    public ProviderSettings waitedFor(Timeouts others) {
        return new ProviderSettings(name, kind, baseUrl, apiKey, keySource, models, others, retry);
    }
}
