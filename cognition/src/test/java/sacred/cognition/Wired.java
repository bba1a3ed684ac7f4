package sacred.cognition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import sacred.providers.Model;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.providers.langchain.LangChain;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Wire;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** Models at real addresses, asked over real connections. */
final class Wired implements Models, AutoCloseable {

    static final String KEY = "sk-canary-123456";

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Connections connections = Connections.direct();
    private final Map<String, ProviderSettings> providers = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private Timeouts timeouts = new Timeouts(LONG, LONG, LONG);
    private RetryPolicy retry = RetryPolicy.DEFAULT;

    Wired() {
        this(System::nanoTime);
    }

    /** @param nanos by which silences are measured */
    Wired(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** For the providers that come after it. */
    Wired waiting(Timeouts longest) {
        timeouts = longest;
        return this;
    }

    /** For the providers that come after it. */
    Wired retrying(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    /** @param url of the server, without the path of its API */
    Wired at(String name, ProviderKind kind, String url) {
        String path = kind == ProviderKind.OPENAI || kind == ProviderKind.GROQ ? "/v1" : "";
        providers.put(
                name,
                new ProviderSettings(
                        name, kind, url + path, Optional.of(new Secret(KEY)), "$MY_KEY", List.of(), timeouts, retry));
        return this;
    }

    @Override
    public Model model(ModelRef ref) throws ProviderException {
        ProviderSettings settings = providers.get(ref.provider());
        if (settings == null) {
            throw new ProviderException(
                    "There is no provider " + ref.provider() + ".",
                    ProviderException.Details.of(ErrorKind.CONFIG, false));
        }
        Wire wire = new Wire(connections, nanos, () -> Stagehand.START);
        return new LangChain(wire).apply(settings).model(ref.model());
    }

    @Override
    public RetryPolicy retry(String provider) {
        return retry;
    }

    @Override
    public void close() {
        connections.close();
    }
}
