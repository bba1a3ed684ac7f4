package sacred.app.session;

import java.util.List;
import java.util.Optional;
import sacred.cognition.Models;
import sacred.cognition.strategy.LogicalModel;
import sacred.providers.Model;
import sacred.providers.Origin;
import sacred.providers.Provider;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.Providers;
import sacred.providers.RetryPolicy;
import sacred.providers.Windows;
import sacred.timeline.ModelRef;

/** The configured providers, seen from a turn. A request that goes out is told to whatever loads a model meanwhile. */
record ConfiguredModels(Providers providers, Windows windows, WarmUp warmUp, Composites composites) implements Models {

    @Override
    public Model model(ModelRef ref) throws ProviderException {
        Model model = providers.model(ref);
        warmUp.giveWay(ref);
        return model;
    }

    /** Two names of one server are still one machine. */
    @Override
    public boolean shareAnOllama(ModelRef one, ModelRef other) {
        Optional<Origin> machine = ollama(one);
        return machine.isPresent() && machine.equals(ollama(other));
    }

    private Optional<Origin> ollama(ModelRef ref) {
        return providers
                .find(ref.provider())
                .map(Provider::settings)
                .filter(settings -> settings.kind() == ProviderKind.OLLAMA)
                .flatMap(settings -> Origin.of(settings.baseUrl()));
    }

    @Override
    public Optional<LogicalModel> logical(ModelRef ref) {
        return composites.find(ref);
    }

    @Override
    public List<String> logicalNames() {
        return composites.names();
    }

    @Override
    public RetryPolicy retry(String provider) {
        return providers.find(provider).orElseThrow().settings().retry();
    }
}
