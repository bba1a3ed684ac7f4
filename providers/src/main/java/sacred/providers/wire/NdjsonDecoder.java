package sacred.providers.wire;

/** One JSON object a line. Blank lines and comments are skipped; an object that is printed over many lines is one event. */
final class NdjsonDecoder implements Decoder {

    private final Lines lines = new Lines(false);
    private final StringBuilder printed = new StringBuilder();

    @Override
    public void bytes(byte[] bytes, Sink sink) throws WireException {
        lines.bytes(bytes, line -> line(line, sink));
    }

    @Override
    public void end(Sink sink) throws WireException {
        line(lines.rest(), sink);
        if (!printed.isEmpty()) {
            sink.event(new Event("", printed.toString()));
        }
    }

    private void line(String line, Sink sink) throws WireException {
        if (!printed.isEmpty() || line.strip().equals("{")) {
            if (printed.length() + line.length() > Lines.CAP_BYTES) {
                throw Failure.tooLong("a document").thrown();
            }
            printed.append(line).append('\n');
        } else if (!line.isBlank() && !line.startsWith(":")) {
            sink.event(new Event("", line));
        }
    }
}
