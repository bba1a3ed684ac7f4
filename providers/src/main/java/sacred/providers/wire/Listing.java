package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.providers.Check;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;

/** Asks a provider which models it has, which is also the cheapest way to see whether it answers. */
public record Listing(Wire wire, ProviderSettings settings) {

    public List<ModelInfo> models() throws ProviderException, InterruptedException {
        Request request = new Request(Addresses.models(settings), Credentials.headers(settings), Optional.empty());
        try (Exchange exchange = wire.send(request, settings.timeouts())) {
            return read(new Answer(wire, exchange).document());
        } catch (WireException e) {
            throw failed(e.failure());
        }
    }

    public Check check() throws InterruptedException {
        long start = wire.nanos().getAsLong();
        try {
            int count = models().size();
            return new Check(true, millisSince(start), count == 1 ? "1 model" : count + " models");
        } catch (ProviderException e) {
            return new Check(false, millisSince(start), e.getMessage());
        }
    }

    private static List<ModelInfo> read(JsonNode json) {
        List<ModelInfo> models = new ArrayList<>();
        for (JsonNode model : json.path(json.path("data").isArray() ? "data" : "models")) {
            ListedModel.of(model).ifPresent(models::add);
        }
        return models;
    }

    private ProviderException failed(Failure failure) {
        ProviderException.Details plain = ProviderException.Details.of(failure.kind(), failure.retryable());
        return new ProviderException(
                new Wording(settings, "").of(failure),
                new ProviderException.Details(
                        plain.kind(),
                        failure.status(),
                        plain.retryable(),
                        failure.retryAfter(),
                        plain.partial(),
                        plain.usage(),
                        plain.modelAnswered(),
                        plain.costReported(),
                        plain.ttftMs(),
                        plain.finish(),
                        plain.adapted()));
    }

    private long millisSince(long start) {
        return (wire.nanos().getAsLong() - start) / 1_000_000;
    }
}
