package sacred.providers.langchain;

import java.util.List;
import java.util.function.Function;
import sacred.providers.Backend;
import sacred.providers.Check;
import sacred.providers.Model;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;
import sacred.providers.Told;
import sacred.providers.wire.Listing;
import sacred.providers.wire.Telling;
import sacred.providers.wire.Wire;

/** Speaks to the providers that are somewhere else. Safe for any thread. */
public record LangChain(Wire wire) implements Function<ProviderSettings, Backend> {

    @Override
    public Backend apply(ProviderSettings settings) {
        return new Remote(wire, settings, new Refusals());
    }

    private record Remote(Wire wire, ProviderSettings settings, Refusals refusals) implements Backend {

        @Override
        public Model model(String name) {
            return new LangChainModel(wire, settings, name, refusals);
        }

        @Override
        public List<ModelInfo> list() throws ProviderException, InterruptedException {
            return new Listing(wire, settings).models();
        }

        @Override
        public Told tell(String model) throws ProviderException, InterruptedException {
            return new Telling(wire, settings).of(model);
        }

        @Override
        public Check check() throws InterruptedException {
            return new Listing(wire, settings).check();
        }
    }
}
