package sacred.app.session;

import java.io.IOException;
import java.util.Optional;
import sacred.app.host.Host;
import sacred.cognition.Recall;
import sacred.providers.Prompt;
import sacred.providers.Provider;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.Providers;
import sacred.providers.Reply;
import sacred.providers.cache.KeptAnswer;
import sacred.providers.cache.RequestKey;
import sacred.providers.cache.ResponseCache;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;

/**
 * The response cache, seen from a turn. The built-in engine is always asked: it takes no time, and its answers change with the
 * clock. A model that could not be asked now gives no earlier answer either.
 */
record KeptAnswers(ResponseCache cache, Providers providers) implements Recall {

    @Override
    public Optional<KeptAnswer> find(ModelRef model, Prompt prompt, int sample) {
        return key(model, prompt, sample).flatMap(cache::find);
    }

    @Override
    public void keep(ModelRef model, Prompt prompt, int sample, Reply reply, Cost cost) throws IOException {
        Optional<RequestKey> key = key(model, prompt, sample);
        if (key.isPresent()) {
            cache.keep(key.get(), reply, cost);
        }
    }

    @Override
    public void forget(ModelRef model, Prompt prompt, int sample) {
        key(model, prompt, sample).ifPresent(cache::forget);
    }

    private Optional<RequestKey> key(ModelRef model, Prompt prompt, int sample) {
        try {
            providers.model(model);
            Provider provider = providers.get(model.provider());
            return provider.settings().kind() == ProviderKind.BUILTIN
                    ? Optional.empty()
                    : Optional.of(RequestKey.of(provider.settings(), model.model(), prompt, sample, Host.VERSION));
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }
}
