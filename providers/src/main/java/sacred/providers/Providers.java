package sacred.providers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** The providers of the configuration, by the names the user gave them. Immutable; safe for any thread. */
public final class Providers {

    private final Map<String, Provider> enabled;
    private final Map<String, String> disabled;

    /**
     * @param disabled why a provider cannot be used, by name
     * @param network speaks to a provider that is somewhere else
     * @param builtin the engine in this process, by the name of its model
     */
    public Providers(
            List<ProviderSettings> settings,
            Map<String, String> disabled,
            Function<ProviderSettings, Backend> network,
            Function<String, Model> builtin) {
        Map<String, Provider> providers = new LinkedHashMap<>();
        for (ProviderSettings one : settings) {
            Backend backend =
                    one.kind() == ProviderKind.BUILTIN ? new InProcess(one.models(), builtin) : network.apply(one);
            providers.put(one.name(), new Provider(one, backend));
        }
        this.enabled = Collections.unmodifiableMap(providers);
        this.disabled = Map.copyOf(disabled);
    }

    /** In the order of the configuration. */
    public List<Provider> all() {
        return List.copyOf(enabled.values());
    }

    /** Why providers are off, by name. */
    public Map<String, String> disabled() {
        return disabled;
    }

    public Optional<Provider> find(String name) {
        return Optional.ofNullable(enabled.get(name));
    }

    /** @throws ProviderException when there is no such provider or it is off; it says why and what there is instead */
    public Provider get(String name) throws ProviderException {
        if (enabled.containsKey(name)) {
            return enabled.get(name);
        }
        String message;
        if (disabled.containsKey(name)) {
            message = "The provider \"" + name + "\" is off: " + disabled.get(name);
        } else {
            List<String> names = new ArrayList<>(enabled.keySet());
            names.addAll(disabled.keySet());
            message = "There is no provider \"" + name + "\"." + Nearest.suggestion(name, names);
        }
        throw new ProviderException(message, ProviderException.Details.of(ErrorKind.CONFIG, false));
    }

    /** @throws ProviderException as {@link #get} and {@link Provider#model} do */
    public Model model(ModelRef ref) throws ProviderException {
        return get(ref.provider()).model(ref.model());
    }

    private record InProcess(List<String> names, Function<String, Model> engine) implements Backend {

        @Override
        public Model model(String name) {
            return engine.apply(name);
        }

        @Override
        public List<ModelInfo> list() {
            return names.stream().map(ModelInfo::named).toList();
        }

        @Override
        public Check check() {
            return new Check(true, 0, "in this process, no language model");
        }
    }
}
