package sacred.cognition;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.ToolCall;
import sacred.providers.Windows;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/** Models that say what a test wrote for them, in order, and remember what they were asked. */
final class Scripted implements Models {

    /** What a model does when it is asked. */
    @FunctionalInterface
    interface Move {
        Reply make(Prompt prompt, Consumer<Chunk> onChunk) throws ProviderException, InterruptedException;
    }

    private final Map<ModelRef, Deque<Move>> moves = new HashMap<>();
    final List<Prompt> prompts = Collections.synchronizedList(new ArrayList<>());
    final List<ModelRef> asked = Collections.synchronizedList(new ArrayList<>());
    Windows windows = Windows.NONE;
    RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofMillis(400));

    Scripted says(String ref, Move... script) {
        Deque<Move> queue = moves.computeIfAbsent(ModelRef.parse(ref), _ -> new ArrayDeque<>());
        queue.addAll(List.of(script));
        return this;
    }

    @Override
    public Model model(ModelRef ref) throws ProviderException {
        Deque<Move> script = moves.get(ref);
        if (script == null) {
            throw new ProviderException(
                    "The provider " + ref.provider() + " is not configured.",
                    ProviderException.Details.of(ErrorKind.CONFIG, false));
        }
        return (prompt, onChunk) -> {
            asked.add(ref);
            prompts.add(prompt);
            return script.removeFirst().make(prompt, onChunk);
        };
    }

    @Override
    public RetryPolicy retry(String provider) {
        return policy;
    }

    @Override
    public Windows windows() {
        return windows;
    }

    String lastUserText() {
        return ((Message.User) prompts.getLast().messages().getLast()).text();
    }

    static Usage usage(long input, long output) {
        return new Usage(
                OptionalLong.of(input),
                OptionalLong.of(output),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(),
                Optional.of("{}"));
    }

    /** The words arrive one by one. */
    static Move text(String... pieces) {
        return (_, onChunk) -> {
            for (String piece : pieces) {
                onChunk.accept(new Chunk.Text(piece));
            }
            return reply(String.join("", pieces), List.of(), Reply.STOP);
        };
    }

    /** Waits for the interrupt that a stop or a deadline is. */
    static Reply hang() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new IllegalStateException("unreachable");
    }

    static Move calls(ToolCall... calls) {
        return (_, _) -> reply("", List.of(calls), Reply.TOOL_CALLS);
    }

    static Move fails(ErrorKind kind, boolean retryable) {
        return fails(kind, retryable, Optional.empty(), "");
    }

    static Move fails(ErrorKind kind, boolean retryable, Optional<Duration> retryAfter, String partial) {
        return (_, onChunk) -> {
            if (!partial.isEmpty()) {
                onChunk.accept(new Chunk.Text(partial));
            }
            throw new ProviderException(
                    "It said " + kind.wire() + ".",
                    new ProviderException.Details(
                            kind,
                            OptionalInt.empty(),
                            retryable,
                            retryAfter,
                            partial,
                            Usage.UNKNOWN,
                            Optional.empty(),
                            Optional.empty(),
                            OptionalLong.empty(),
                            Optional.empty(),
                            false));
        };
    }

    static Reply reply(String text, List<ToolCall> calls, String finish) {
        return reply(text, calls, finish, usage(10, 5));
    }

    static Reply reply(String text, List<ToolCall> calls, String finish, Usage usage) {
        return new Reply(
                text,
                "",
                "",
                calls,
                Optional.of(finish),
                usage,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }
}
