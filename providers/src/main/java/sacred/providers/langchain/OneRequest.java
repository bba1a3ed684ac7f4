package sacred.providers.langchain;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import sacred.providers.Chunk;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.wire.Answer;
import sacred.providers.wire.Dialect;
import sacred.providers.wire.Event;
import sacred.providers.wire.Exchange;
import sacred.providers.wire.Failure;
import sacred.providers.wire.Request;
import sacred.providers.wire.Wire;
import sacred.providers.wire.WireException;
import sacred.timeline.ErrorKind;

/**
 * The HTTP client that LangChain4j gets for exactly one request. It runs the whole stream on the calling thread and feeds
 * LangChain4j with events that our own dialect has read, so that an interrupt works at any moment and no other thread is
 * involved. How the request ended is kept here, because LangChain4j has no words for it.
 */
final class OneRequest implements HttpClient, HttpClientBuilder {

    static final Failure UNREADABLE = new Failure(
            ErrorKind.BUG,
            OptionalInt.empty(),
            false,
            Optional.empty(),
            "sent an answer that could not be read",
            "",
            "Please report this.");

    private final Wire wire;
    private final ProviderSettings settings;
    private final Dialect dialect;
    private final Collected collected;
    private final UnaryOperator<String> taken;
    private String body = "";
    private boolean sent;
    private boolean interrupted;
    private Optional<Failure> failure = Optional.empty();
    private Optional<Duration> exhausted = Optional.empty();

    /** @param taken makes a body of one that the server takes */
    OneRequest(
            Wire wire, ProviderSettings settings, Dialect dialect, Collected collected, UnaryOperator<String> taken) {
        this.wire = wire;
        this.settings = settings;
        this.dialect = dialect;
        this.collected = collected;
        this.taken = taken;
    }

    /** Whether LangChain4j got as far as sending. */
    boolean sent() {
        return sent;
    }

    boolean interrupted() {
        return interrupted;
    }

    /** How long the provider says that nothing more may be asked. */
    Optional<Duration> exhausted() {
        return exhausted;
    }

    /** What was sent; empty until then. */
    String body() {
        return body;
    }

    Optional<Failure> failure() {
        return failure;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        Request ours = request(request);
        sent = true;
        try (Exchange exchange = wire.send(ours, settings.timeouts(), this::silent)) {
            new Answer(wire, exchange).stream(dialect, event -> pass(event, listener));
            exhausted = wire.exhausted(exchange.info().headers());
            listener.onClose();
            failure = collected.error().map(_ -> UNREADABLE);
        } catch (WireException e) {
            failure = Optional.of(e.failure());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        collected.end();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("every answer is a stream");
    }

    private void silent(String what, Duration left) {
        String loading =
                settings.kind() == ProviderKind.OLLAMA && !dialect.begun() ? "; it may still be loading the model" : "";
        collected.silent(new Chunk.Silence(settings.name() + " " + what + loading, left));
    }

    private void pass(Event event, ServerSentEventListener listener) {
        try {
            listener.onEvent(new ServerSentEvent(event.type(), event.data()));
        } catch (RuntimeException e) {
            collected.onError(e);
        }
        collected.deliver();
    }

    private Request request(HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, values) -> {
            if (!values.contains(StreamingModels.NO_KEY)) {
                headers.put(name, String.join(", ", values));
            }
        });
        body = taken.apply(StreamingModels.body(settings.kind(), request.body()));
        return new Request(URI.create(request.url()), headers, Optional.of(body));
    }

    @Override
    public HttpClient build() {
        return this;
    }

    @Override
    public Duration connectTimeout() {
        return settings.timeouts().connect();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return settings.timeouts().idle();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }
}
