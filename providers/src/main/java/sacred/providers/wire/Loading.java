package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;

/**
 * Has an Ollama take a model into its memory before it is asked anything. Both methods block; an interrupt closes the
 * connection, and with it a load that has not ended is given up by the server.
 */
public record Loading(Wire wire, ProviderSettings settings) {

    /** Whether the model is in memory now. */
    public boolean isLoaded(String model) throws ProviderException, InterruptedException {
        for (JsonNode loaded : answer("/api/ps", Optional.empty()).path("models")) {
            if (tagged(Json.text(loaded.path("name"))).equals(tagged(model))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns when the model is in memory. A request without a prompt: nothing is generated.
     *
     * @param keepAlive how long it shall stay there when nobody asks it anything
     * @param contextTokens for how much it makes room; a question that wants another number would load it again
     */
    public void load(String model, Duration keepAlive, OptionalInt contextTokens)
            throws ProviderException, InterruptedException {
        ObjectNode body = Json.nodes()
                .objectNode()
                .put("model", model)
                .put("keep_alive", keepAlive.toSeconds() + "s")
                .put("stream", false);
        contextTokens.ifPresent(tokens -> body.putObject("options").put("num_ctx", tokens));
        answer("/api/generate", Optional.of(body.toString()));
    }

    private JsonNode answer(String path, Optional<String> body) throws ProviderException, InterruptedException {
        URI address = URI.create(Addresses.base(settings) + path);
        Map<String, String> headers = new HashMap<>(Credentials.headers(settings));
        body.ifPresent(_ -> headers.put("Content-Type", "application/json"));
        try (Exchange exchange = wire.send(new Request(address, headers, body), settings.timeouts())) {
            return new Answer(wire, exchange).document();
        } catch (WireException e) {
            Failure failure = e.failure();
            throw new ProviderException(
                    new Wording(settings, "").of(failure),
                    ProviderException.Details.of(failure.kind(), failure.retryable()));
        }
    }

    /** A name without a tag means the latest. */
    private static String tagged(String model) {
        return model.substring(model.lastIndexOf('/') + 1).contains(":") ? model : model + ":latest";
    }
}
