package sacred.providers.wire;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import sacred.timeline.ErrorKind;

/**
 * Looks at the first byte of a body that means something, whatever the headers promise, and decodes it as what it is: a
 * stream, one JSON document, or a page that no API sent.
 */
final class BodyDecoder implements Decoder {

    static final Failure HTML = Failure.of(
            ErrorKind.SERVER,
            false,
            "answered with an HTML page, which is not an answer of a model",
            "Check its base_url.");

    private final boolean ndjson;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
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
        before.writeBytes(bytes);
        byte[] all = before.toByteArray();
        for (int i = afterMark(all); i < all.length; i++) {
            if (all[i] != ' ' && all[i] != '\t' && all[i] != '\r' && all[i] != '\n') {
                choose(all[i]);
                before.reset();
                chosen.get().bytes(all, sink);
                return;
            }
        }
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

    /** Where the text begins behind a byte order mark; the end while the mark may still be arriving. */
    private static int afterMark(byte[] all) {
        int[] mark = {0xEF, 0xBB, 0xBF};
        for (int i = 0; i < mark.length; i++) {
            if (i == all.length) {
                return all.length;
            }
            if ((all[i] & 0xFF) != mark[i]) {
                return 0;
            }
        }
        return mark.length;
    }
}
