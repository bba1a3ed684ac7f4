package sacred.cognition;

import java.util.List;
import java.util.Optional;
import sacred.cognition.strategy.LogicalModel;
import sacred.providers.Model;
import sacred.providers.ProviderException;
import sacred.providers.RetryPolicy;
import sacred.providers.Windows;
import sacred.timeline.ModelRef;

/** What a turn needs of the configured providers. */
public interface Models {

    /**
     * The model of that name.
     *
     * @throws ProviderException when its provider is unknown, disabled or does not offer it; the message says which
     */
    Model model(ModelRef ref) throws ProviderException;

    RetryPolicy retry(String provider);

    /** Whether both are answered by one Ollama, which has one graphics card for the two. */
    default boolean shareAnOllama(ModelRef one, ModelRef other) {
        return false;
    }

    /** What a logical model is made of; empty when there is none of that name. Asks nobody. */
    default Optional<LogicalModel> logical(ModelRef ref) {
        return Optional.empty();
    }

    /** The logical models that have a name of their own, in the order of the configuration. */
    default List<String> logicalNames() {
        return List.of();
    }

    /** What the models can do, as far as it is known. */
    default Windows windows() {
        return Windows.NONE;
    }
}
