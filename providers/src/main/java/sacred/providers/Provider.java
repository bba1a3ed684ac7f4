package sacred.providers;

import java.util.List;
import sacred.timeline.ErrorKind;

/** A provider that the user has configured and that is on. */
public record Provider(ProviderSettings settings, Backend backend) {

    public String name() {
        return settings.name();
    }

    /** @throws ProviderException when the configuration closes the list of models and this one is not in it */
    public Model model(String name) throws ProviderException {
        if (!settings.models().isEmpty() && !settings.models().contains(name)) {
            throw new ProviderException(
                    "The model \"" + name + "\" is not in the list of models of " + name() + "."
                            + Nearest.suggestion(name, settings.models()),
                    ProviderException.Details.of(ErrorKind.NOT_FOUND, false));
        }
        return backend.model(name);
    }

    /** The models that its server lists. Blocks. */
    public List<ModelInfo> list() throws ProviderException, InterruptedException {
        return backend.list();
    }

    /** Whether it can be reached. Blocks. */
    public Check check() throws InterruptedException {
        return backend.check();
    }
}
