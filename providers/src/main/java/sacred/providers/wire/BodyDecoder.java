package sacred.providers.wire;

import java.util.Arrays;
import java.util.Optional;
import sacred.timeline.ErrorKind;

/**
 * Looks at the first byte of a body that means something, whatever the headers promise, and decodes it as what it is: a
 * stream, one JSON document, or a page that no API sent. White space before it means nothing and is not kept.
 */
final class BodyDecoder implements Decoder {

    static final Failure HTML = Failure.of(
            ErrorKind.SERVER,
            false,
            "answered with an HTML page, which is not an answer of a model",
            "Check its base_url.");

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final boolean ndjson;
    /** So much of a byte order mark has come; all of it once there can be none any more. */
    private int marked;

    private Optional<Decoder> chosen = Optional.empty();
    private boolean whole;

    BodyDecoder(boolean ndjson) {
        this.ndjson = ndjson;
    }

    /** Whether the body is one document and no stream. */
    boolean whole() {
        return whole;
    }

    /** Whether nothing but white space has come. */
    boolean blank() {
        return chosen.isEmpty();
    }

    @Override
    public void bytes(byte[] bytes, Sink sink) throws WireException {
        if (chosen.isPresent()) {
            chosen.get().bytes(bytes, sink);
            return;
        }
        int at = mark(bytes);
        if (at == bytes.length) {
            return;
        }
        if (marked > 0 && marked < MARK.length) {
            begin(Arrays.copyOf(MARK, marked), sink);
            chosen.orElseThrow().bytes(Arrays.copyOfRange(bytes, at, bytes.length), sink);
            return;
        }
        marked = MARK.length;
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        if (at < bytes.length) {
            begin(Arrays.copyOfRange(bytes, at, bytes.length), sink);
        }
    }

    /** Where the text goes on behind a byte order mark, which may come in pieces and stands at the very beginning only. */
    private int mark(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && marked < MARK.length && bytes[at] == MARK[marked]) {
            marked++;
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private void begin(byte[] text, Sink sink) throws WireException {
        choose(text[0]);
        chosen.orElseThrow().bytes(text, sink);
    }

    @Override
    public void end(Sink sink) throws WireException {
        if (chosen.isPresent()) {
            chosen.get().end(sink);
        }
    }

    private void choose(byte first) throws WireException {
        if (first == '<') {
            throw HTML.thrown();
        }
        whole = !ndjson && (first == '{' || first == '[');
        chosen = Optional.of(whole ? new WholeDecoder() : ndjson ? new NdjsonDecoder() : new SseDecoder());
    }
}
