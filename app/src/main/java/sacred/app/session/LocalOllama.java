package sacred.app.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import sacred.cognition.TurnSettings;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.Providers;
import sacred.timeline.ModelRef;

/**
 * Without a configuration and without a key, an Ollama that runs on this machine is better than the built-in engine. Looked
 * for only then, and only by a connection to its port that is refused at once where there is none.
 */
final class LocalOllama {

    private static final int CONNECT_MILLIS = 200;

    private LocalOllama() {}

    /** The settings with the first model of a running Ollama in place of the built-in engine; else as they were. */
    static TurnSettings insteadOfBuiltin(TurnSettings settings, Providers providers) {
        if (!settings.format().provider().equals(ProviderKind.BUILTIN.wire())) {
            return settings;
        }
        return providers.all().stream()
                .filter(p -> p.settings().kind() == ProviderKind.OLLAMA)
                .filter(p -> listens(URI.create(p.settings().baseUrl())))
                .findFirst()
                .flatMap(LocalOllama::firstModel)
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

    private static Optional<ModelRef> firstModel(Provider provider) {
        try {
            List<ModelInfo> models = provider.list();
            return models.stream().findFirst().map(m -> new ModelRef(provider.name(), m.name()));
        } catch (ProviderException e) {
            // something else listens there; `sacred providers --check` says what is wrong with it
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
