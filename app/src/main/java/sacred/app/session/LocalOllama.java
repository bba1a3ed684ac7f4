package sacred.app.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sacred.cognition.TurnSettings;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderKind;
import sacred.providers.Providers;
import sacred.timeline.ModelRef;

/**
 * Without a configuration and without a key, an Ollama that runs on this machine is better than the built-in engine. Looked
 * for only then, and only by a connection to its port that is refused at once where there is none.
 */
final class LocalOllama {

    private static final int CONNECT_MILLIS = 200;
    /** What listens there may be anything, and the user waits for the first frame. */
    static final Duration PATIENCE = Duration.ofMillis(1500);

    private LocalOllama() {}

    /** The settings with the first model of a running Ollama in place of the built-in engine; else as they were. */
    static TurnSettings insteadOfBuiltin(TurnSettings settings, Providers providers, Duration patience) {
        if (!settings.format().provider().equals(ProviderKind.BUILTIN.wire())) {
            return settings;
        }
        return providers.all().stream()
                .filter(p -> p.settings().kind() == ProviderKind.OLLAMA)
                .filter(p -> listens(URI.create(p.settings().baseUrl())))
                .findFirst()
                .flatMap(provider -> firstModel(provider, patience))
                .map(model -> settings.answeredBy(model).withRoute(model))
                .orElse(settings);
    }

    private static boolean listens(URI uri) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ModelRef> firstModel(Provider provider, Duration patience) {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<ModelInfo>> list = provider::list;
            return thread.invokeAny(List.of(list), patience.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .findFirst()
                    .map(m -> new ModelRef(provider.name(), m.name()));
        } catch (ExecutionException | TimeoutException e) {
            // something else listens there; `sacred providers --check` says what is wrong with it
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
