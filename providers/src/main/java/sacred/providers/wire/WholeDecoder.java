package sacred.providers.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body that is one document: the answer of a server that ignored the wish for a stream. One event, at the end. */
final class WholeDecoder implements Decoder {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Override
    public void bytes(byte[] bytes, Sink sink) throws WireException {
        if (body.size() + bytes.length > Lines.CAP_BYTES) {
            throw Failure.interrupted("sent a document of more than 16 MiB").thrown();
        }
        body.writeBytes(bytes);
    }

    @Override
    public void end(Sink sink) throws WireException {
        String text = body.toString(StandardCharsets.UTF_8);
        sink.event(new Event("", text.startsWith("\uFEFF") ? text.substring(1) : text));
    }
}
