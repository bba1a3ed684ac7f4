package sacred.providers.secret;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import sacred.providers.Backend;
import sacred.providers.Check;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.ModelInfo;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.StoppedException;
import sacred.providers.Told;
import sacred.providers.ToolCall;
import sacred.timeline.Usage;

/**
 * A provider behind the wall: no secret of ours goes out in a prompt, and none that a server echoes comes in, neither in an
 * answer, as it streams or whole, nor in what is said about a failure. Blocks as the provider does.
 */
public record GuardedBackend(Backend backend, Secrets secrets) implements Backend {

    @Override
    public Model model(String name) {
        return new Guarded(backend.model(name), secrets);
    }

    @Override
    public List<ModelInfo> list() throws ProviderException, InterruptedException {
        try {
            return backend.list();
        } catch (ProviderException e) {
            throw redacted(e, secrets);
        }
    }

    @Override
    public Told tell(String model) throws ProviderException, InterruptedException {
        try {
            return backend.tell(model);
        } catch (ProviderException e) {
            throw redacted(e, secrets);
        }
    }

    @Override
    public Check check() throws InterruptedException {
        Check check = backend.check();
        return new Check(check.ok(), check.latencyMillis(), secrets.redact(check.message()));
    }

    private record Guarded(Model model, Secrets secrets) implements Model {

        @Override
        public Reply ask(Prompt prompt, Consumer<Chunk> onChunk) throws ProviderException, InterruptedException {
            Ears ears = new Ears(secrets.stream(), secrets.stream(), onChunk);
            try {
                Reply reply = model.ask(sent(prompt), ears);
                ears.end();
                return redacted(reply);
            } catch (ProviderException e) {
                ears.end();
                throw GuardedBackend.redacted(e, secrets);
            } catch (StoppedException e) {
                ears.end();
                throw new StoppedException(
                        e.getMessage(), GuardedBackend.redacted(e.usage(), secrets), secrets.redact(e.modelAnswered()));
            } catch (InterruptedException e) {
                ears.end();
                throw e;
            }
        }

        private Prompt sent(Prompt prompt) {
            return new Prompt(
                    secrets.redact(prompt.system()),
                    prompt.messages().stream().map(this::sent).toList(),
                    prompt.tools(),
                    prompt.json(),
                    prompt.mostAnswerTokens(),
                    prompt.contextTokens(),
                    prompt.schema());
        }

        private Message sent(Message message) {
            return switch (message) {
                case Message.User user -> new Message.User(secrets.redact(user.text()));
                case Message.Assistant said ->
                    new Message.Assistant(
                            secrets.redact(said.text()),
                            redacted(said.toolCalls()),
                            secrets.redact(said.thinking()),
                            said.signature());
                case Message.ToolResult result ->
                    new Message.ToolResult(
                            result.callId(), result.tool(), secrets.redact(result.text()), result.failed());
            };
        }

        private Reply redacted(Reply reply) {
            return new Reply(
                    secrets.redact(reply.text()),
                    secrets.redact(reply.thinking()),
                    reply.signature(),
                    redacted(reply.toolCalls()),
                    secrets.redact(reply.finish()),
                    GuardedBackend.redacted(reply.usage(), secrets),
                    secrets.redact(reply.modelAnswered()),
                    reply.costReported(),
                    reply.ttftMs(),
                    reply.exhausted());
        }

        private List<ToolCall> redacted(List<ToolCall> calls) {
            return calls.stream()
                    .map(call -> new ToolCall(call.id(), secrets.redact(call.name()), secrets.redact(call.arguments())))
                    .toList();
        }
    }

    /** Hears an answer on its way; what was said and what was thought are two texts. */
    private record Ears(SecretStream said, SecretStream thought, Consumer<Chunk> onChunk) implements Consumer<Chunk> {

        @Override
        public void accept(Chunk chunk) {
            // also when nothing of it may be shown yet: that something arrived is measured
            onChunk.accept(
                    switch (chunk) {
                        case Chunk.Text text -> new Chunk.Text(said.next(text.text()));
                        case Chunk.Thinking thinking -> new Chunk.Thinking(thought.next(thinking.text()));
                        case Chunk.Silence silence -> silence;
                    });
        }

        void end() {
            give(thought.end(), Chunk.Thinking::new);
            give(said.end(), Chunk.Text::new);
        }

        private void give(String rest, Function<String, Chunk> as) {
            if (!rest.isEmpty()) {
                onChunk.accept(as.apply(rest));
            }
        }
    }

    private static Usage redacted(Usage usage, Secrets secrets) {
        return usage.raw().isEmpty()
                ? usage
                : new Usage(
                        usage.input(),
                        usage.output(),
                        usage.reasoning(),
                        usage.cacheRead(),
                        usage.cacheWrite(),
                        usage.source(),
                        usage.flags(),
                        secrets.redact(usage.raw()));
    }

    private static ProviderException redacted(ProviderException e, Secrets secrets) {
        UnaryOperator<String> hide = secrets::redact;
        ProviderException.Details d = e.details();
        ProviderException redacted = new ProviderException(
                hide.apply(e.getMessage()),
                new ProviderException.Details(
                        d.kind(),
                        d.httpStatus(),
                        d.retryable(),
                        d.retryAfter(),
                        hide.apply(d.partial()),
                        redacted(d.usage(), secrets),
                        d.modelAnswered().map(hide),
                        d.costReported(),
                        d.ttftMs(),
                        d.finish().map(hide),
                        d.adapted()));
        redacted.setStackTrace(e.getStackTrace());
        return redacted;
    }
}
