package sacred.providers.wire;

/**
 * Server-sent events as WHATWG describes them, with two leniencies that real servers need: an event that the end of the
 * body finds open is passed on, and the field {@code error} of old llama.cpp servers is an event of that name.
 */
final class SseDecoder implements Decoder {

    private final Lines lines = new Lines(true);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private String type = "";

    @Override
    public void bytes(byte[] bytes, Sink sink) throws WireException {
        lines.bytes(bytes, line -> line(line, sink));
    }

    @Override
    public void end(Sink sink) throws WireException {
        line(lines.rest(), sink);
        dispatch(sink);
    }

    private void line(String line, Sink sink) throws WireException {
        if (line.isEmpty()) {
            dispatch(sink);
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (field) {
            case "data" -> data(value);
            case "event" -> type = value;
            case "error" -> {
                type = Event.ERROR;
                data(value);
            }
            default -> {
                // comments (an empty name), id, retry and fields nobody knows carry nothing for us
            }
        }
    }

    private void data(String value) throws WireException {
        if (data.length() + value.length() > Lines.CAP_BYTES) {
            throw Failure.tooLong("an event").thrown();
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    private void dispatch(Sink sink) throws WireException {
        Event event = new Event(type, data.toString());
        boolean whole = hasData;
        data.setLength(0);
        hasData = false;
        type = "";
        if (whole) {
            sink.event(event);
        }
    }
}
