package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import sacred.timeline.ErrorKind;

/**
 * Reads what a provider answers: the status, then the body through a dialect, up to the end that the API prescribes.
 * Whatever ends before that is a failure.
 */
public final class Answer {

    private static final int ERROR_BODY_BYTES = 256 << 10;
    private static final Duration DRAIN = Duration.ofMillis(200);

    private final Wire wire;
    private final Exchange exchange;

    public Answer(Wire wire, Exchange exchange) {
        this.wire = wire;
        this.exchange = exchange;
    }

    /**
     * Reads a stream, or the one document that stands for it.
     *
     * @param clean gets plain events on the calling thread, as they arrive
     */
    public void stream(Dialect dialect, Consumer<Event> clean) throws WireException, InterruptedException {
        read(success(), exchange.patience(), dialect, clean);
        exchange.drain(DRAIN);
    }

    /** Reads a body up to the end of its answer. */
    static void read(Source source, Patience patience, Dialect dialect, Consumer<Event> clean)
            throws WireException, InterruptedException {
        BodyDecoder decoder = new BodyDecoder(dialect.ndjson());
        Consumer<Event> heard = event -> {
            patience.content();
            clean.accept(event);
        };
        while (!dialect.ended()) {
            Optional<byte[]> bytes = next(source, dialect);
            if (bytes.isEmpty()) {
                break;
            }
            decoder.bytes(bytes.get(), event -> read(event, dialect, heard, true));
            if (!dialect.complete()) {
                patience.alive();
            }
        }
        if (!dialect.ended()) {
            decoder.end(event -> last(event, decoder, dialect, clean));
        }
        if (!dialect.complete()) {
            throw (decoder.blank() ? nothing() : Failure.interrupted("ended the answer before it was complete"))
                    .thrown();
        }
        dialect.close(clean);
    }

    /** Reads a document, such as a list of models. */
    public JsonNode document() throws WireException, InterruptedException {
        String text = text(success(), Lines.CAP_BYTES);
        if (text.stripLeading().startsWith("<")) {
            throw BodyDecoder.HTML.thrown();
        }
        return Json.read(text)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> Failure.of(
                                ErrorKind.SERVER,
                                false,
                                "answered with something that is not JSON",
                                "Check its base_url.")
                        .thrown());
    }

    /** The next bytes. When the answer is complete already, how the connection ends does not matter any more. */
    private static Optional<byte[]> next(Source source, Dialect dialect) throws WireException, InterruptedException {
        try {
            return source.next();
        } catch (WireException e) {
            if (dialect.complete()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void read(Event event, Dialect dialect, Consumer<Event> clean, boolean whole) throws WireException {
        if (dialect.ended() || event.data().isBlank() || dialect.marker(event.data())) {
            return;
        }
        if (event.type().equals(Event.ERROR)) {
            throw Failures.inAnswer(ErrorBody.of(event.data()), dialect.begun()).thrown();
        }
        Optional<JsonNode> json = Json.read(event.data());
        if (json.isEmpty()) {
            if (whole) {
                throw Failure.interrupted("sent an event that is not JSON").thrown();
            }
            return;
        }
        if (json.get().isObject()) {
            object(json.get(), dialect, clean);
        }
    }

    private static void object(JsonNode json, Dialect dialect, Consumer<Event> clean) throws WireException {
        dialect.read(json, clean);
        if (ErrorBody.in(json)) {
            throw Failures.inAnswer(ErrorBody.of(json), dialect.begun()).thrown();
        }
        if (dialect.broken()) {
            throw Failure.of(ErrorKind.SERVER, true, "ended the answer with an error", "Try again later.")
                    .thrown();
        }
    }

    /** What the end of the body finds open: a document, or an event that may be torn. */
    private static void last(Event event, BodyDecoder decoder, Dialect dialect, Consumer<Event> clean)
            throws WireException {
        if (!decoder.whole()) {
            read(event, dialect, clean, false);
            return;
        }
        Optional<JsonNode> document = Json.read(event.data());
        if (document.isEmpty()) {
            throw Failure.interrupted("ended its JSON before it was complete").thrown();
        }
        ErrorBody body = ErrorBody.of(document.get());
        if (ErrorBody.in(body.json())) {
            throw Failures.inAnswer(body, false).thrown();
        }
        if (!dialect.isAnswer(body.json())) {
            throw new Failure(
                            ErrorKind.SERVER,
                            OptionalInt.of(200),
                            false,
                            Optional.empty(),
                            "answered with JSON that is not an answer",
                            body.message(),
                            "Check its base_url.")
                    .thrown();
        }
        dialect.whole(body.json(), clean);
    }

    private Source success() throws WireException, InterruptedException {
        ResponseInfo info = exchange.info();
        Source source = unpacked(info.headers());
        if (info.statusCode() >= 200 && info.statusCode() < 300) {
            return source;
        }
        String body = "";
        try {
            body = text(source, ERROR_BODY_BYTES);
        } catch (WireException _) {
            // the status alone says enough
        }
        throw wire.refusal(info.statusCode(), info.headers(), body).thrown();
    }

    private Source unpacked(HttpHeaders headers) throws WireException {
        String encoding =
                headers.firstValue("content-encoding").orElse("identity").strip();
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity", "" -> exchange::next;
            case "gzip", "x-gzip" -> new Gunzip(exchange::next);
            default ->
                throw Failure.of(
                                ErrorKind.SERVER,
                                false,
                                "packed its answer as " + encoding + ", which was not asked for",
                                "Turn that off at the server or the proxy.")
                        .thrown();
        };
    }

    private static String text(Source source, int limit) throws WireException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Optional<byte[]> bytes = source.next();
        while (bytes.isPresent() && body.size() < limit) {
            body.writeBytes(bytes.get());
            bytes = source.next();
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static Failure nothing() {
        return Failure.of(ErrorKind.EMPTY, true, "sent an empty answer", "Try again later.");
    }
}
