package sacred.providers.langchain;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.StoppedException;
import sacred.providers.ToolCall;
import sacred.providers.wire.Dialect;
import sacred.providers.wire.Failure;
import sacred.providers.wire.Json;
import sacred.providers.wire.Reading;
import sacred.providers.wire.Wording;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

/** What one request came to: a reply, or a failure with everything that was seen until then. */
record Outcome(ProviderSettings settings, String model, Dialect dialect, Collected collected) {

    /** Ends after which a call may be half of what was meant, even where it looks whole. */
    private static final Set<String> BROKEN_OFF = Set.of(Reply.LENGTH, Reply.CONTENT_FILTER, Reply.REFUSAL);

    /** @param exhausted how long nothing more may be asked */
    Reply reply(Optional<Duration> exhausted) throws ProviderException {
        Reading reading = dialect.reading();
        AiMessage message =
                collected.response().map(ChatResponse::aiMessage).orElseThrow(() -> failed(OneRequest.UNREADABLE));
        List<ToolCall> calls = calls(message, reading.finish());
        if (collected.text().isBlank() && calls.isEmpty()) {
            throw failed(empty(reading.finish()));
        }
        return new Reply(
                collected.text(),
                collected.thinking(),
                Requests.signature(message),
                calls,
                reading.finish(),
                reading.usage(),
                reading.model(),
                reading.costUsd(),
                collected.ttftMs(),
                exhausted);
    }

    ProviderException failed(Failure failure) {
        return failed(failure, false);
    }

    /** The next request will not contain what this one failed for. */
    ProviderException adapted(Failure failure) {
        return failed(failure, true);
    }

    private ProviderException failed(Failure failure, boolean adapted) {
        Reading reading = dialect.reading();
        boolean whole = failure.kind() == ErrorKind.REFUSED || failure.kind() == ErrorKind.EMPTY;
        return new ProviderException(
                new Wording(settings, model).of(failure),
                new ProviderException.Details(
                        failure.kind(),
                        failure.status(),
                        failure.retryable() && !coldStart(failure),
                        failure.retryAfter(),
                        collected.text(),
                        whole ? reading.usage() : partial(reading.usage()),
                        reading.model(),
                        // until its last event a provider may say 0 because it does not know yet
                        reading.costUsd().filter(usd -> whole || usd.signum() > 0),
                        collected.ttftMs(),
                        reading.finish(),
                        adapted));
    }

    StoppedException stopped() {
        Reading reading = dialect.reading();
        return new StoppedException(
                "stopped while " + settings.name() + " was answering", partial(reading.usage()), reading.model());
    }

    /** A local server that is loading a model starts over when it is asked again. */
    private boolean coldStart(Failure failure) {
        return settings.kind() == ProviderKind.OLLAMA && failure.kind() == ErrorKind.TIMEOUT;
    }

    private static Usage partial(Usage usage) {
        if (usage.source() == Usage.Source.UNKNOWN) {
            return usage;
        }
        Set<Usage.Flag> flags = EnumSet.of(Usage.Flag.PARTIAL);
        flags.addAll(usage.flags());
        return new Usage(
                usage.input(),
                usage.output(),
                usage.reasoning(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.source(),
                flags,
                usage.raw());
    }

    /** Only whole calls of answers that ended well: half a call may be harmful to run. What a whole one says is not judged. */
    private List<ToolCall> calls(AiMessage message, Optional<String> finish) throws ProviderException {
        List<ToolCall> calls =
                message.toolExecutionRequests().stream().map(Outcome::call).toList();
        Optional<String> brokenOff = finish.filter(BROKEN_OFF::contains);
        if (!calls.isEmpty() && brokenOff.isPresent()) {
            throw failed(nothingRun(
                    ErrorKind.INTERRUPTED,
                    brokenOff(brokenOff.get()) + calls.getLast().name()));
        }
        for (ToolCall call : calls) {
            if (call.name().isBlank() || Json.read(call.arguments()).isEmpty()) {
                throw failed(nothingRun(
                        ErrorKind.TOOL,
                        "sent a call of the tool " + call.name() + " whose arguments are not complete JSON"));
            }
        }
        return calls;
    }

    private static String brokenOff(String finish) {
        return (finish.equals(Reply.LENGTH) ? "reached its token limit" : "was ended (" + finish + ")")
                + " in the middle of a call of the tool ";
    }

    private static Failure nothingRun(ErrorKind kind, String what) {
        return new Failure(kind, OptionalInt.empty(), false, Optional.empty(), what, "", "Nothing was run.");
    }

    private static ToolCall call(ToolExecutionRequest request) {
        String arguments = Optional.ofNullable(request.arguments()).orElse("").strip();
        return new ToolCall(
                request.id(),
                Optional.ofNullable(request.name()).orElse(""),
                arguments.isEmpty() || arguments.equals("null") ? "{}" : request.arguments());
    }

    private static Failure empty(Optional<String> finish) {
        String reason = finish.orElse("");
        return switch (reason) {
            case Reply.REFUSAL -> nothing(ErrorKind.REFUSED, false, "refused to answer", "Rephrase the question.");
            case Reply.CONTENT_FILTER ->
                nothing(ErrorKind.REFUSED, false, "withheld the answer (content_filter)", "Rephrase the question.");
            case Reply.LENGTH ->
                nothing(ErrorKind.EMPTY, false, "reached its token limit before it wrote an answer", "");
            default -> nothing(ErrorKind.EMPTY, true, "sent an empty answer", "Try again.");
        };
    }

    private static Failure nothing(ErrorKind kind, boolean retryable, String what, String advice) {
        return new Failure(kind, OptionalInt.empty(), retryable, Optional.empty(), what, "", advice);
    }
}
