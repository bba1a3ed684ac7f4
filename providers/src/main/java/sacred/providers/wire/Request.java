package sacred.providers.wire;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a provider.
 *
 * @param body JSON to post; empty for a GET
 */
public record Request(URI uri, Map<String, String> headers, Optional<String> body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        // headers carry keys
        return uri.toString();
    }
}
