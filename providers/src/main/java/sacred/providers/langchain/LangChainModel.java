package sacred.providers.langchain;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import sacred.providers.Chunk;
import sacred.providers.Model;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.wire.Dialect;
import sacred.providers.wire.Failure;
import sacred.providers.wire.Wire;
import sacred.timeline.ErrorKind;

/**
 * A model of a provider on the network.
 *
 * @param name as the provider knows it
 * @param refusals what its server does not take
 */
record LangChainModel(Wire wire, ProviderSettings settings, String name, Refusals refusals) implements Model {

    @Override
    public Reply ask(Prompt prompt, Consumer<Chunk> onChunk) throws ProviderException, InterruptedException {
        Dialect dialect = StreamingModels.dialect(settings.kind());
        Collected collected = new Collected(onChunk, wire.nanos());
        OneRequest request = new OneRequest(wire, settings, dialect, collected, body -> refusals.without(name, body));
        Outcome outcome = new Outcome(settings, name, dialect, collected);
        try {
            send(prompt.tools().isEmpty() ? prompt.flat() : prompt, request, collected);
        } catch (RuntimeException e) {
            if (request.sent()) {
                // thrown by the caller's own consumer
                e.addSuppressed(outcome.stopped());
                throw e;
            }
            throw outcome.failed(unsendable(e));
        }
        if (request.interrupted()) {
            throw outcome.stopped();
        }
        if (request.failure().isPresent()) {
            throw failed(outcome, request.body(), request.failure().get());
        }
        return outcome.reply(request.exhausted());
    }

    private void send(Prompt prompt, OneRequest request, Collected collected) throws ProviderException {
        if (settings.kind() == ProviderKind.GEMINI) {
            new GeminiModel(settings, name, request).chat(prompt, collected);
        } else {
            StreamingModels.model(settings, name, request, prompt)
                    .chat(Requests.of(prompt, settings.kind()), collected);
        }
    }

    /** A refusal of one part is the last one: the next request to this server goes out without it. */
    private ProviderException failed(Outcome outcome, String sent, Failure failure) {
        return refusals.learn(name, sent, failure)
                .map(part -> outcome.adapted(failure.advising("From now on it is asked without " + part + ".")))
                .orElseGet(() -> outcome.failed(failure));
    }

    private static Failure unsendable(RuntimeException cause) {
        return new Failure(
                ErrorKind.BUG,
                OptionalInt.empty(),
                false,
                Optional.empty(),
                "could not be asked, because the request could not be built",
                Optional.ofNullable(cause.getMessage()).orElse(""),
                "Please report this.");
    }
}
