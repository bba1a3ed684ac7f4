package sacred.app.session;

import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/** How a model is found by its name. */
@FunctionalInterface
public interface Named {

    ModelRef of(String reference) throws ProviderException;
}
