package sacred.app.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import sacred.app.loop.Recording;
import sacred.app.replay.Script;
import sacred.app.term.FrameBytes;
import sacred.app.text.Frame;
import sacred.app.text.Printable;
import sacred.app.text.Size;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Ulid;

/**
 * A timeline as a recording of a terminal that plays it, in version 2 of asciicast: a header, then a line for each change of the
 * screen with its time in seconds. The frames are those of a replay on the full screen; waits are cut as there.
 */
public final class Asciicast {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 2;

    private final StringBuilder lines = new StringBuilder();
    private final FrameBytes bytes;
    private long lastMs;

    private Asciicast(Size size) {
        bytes = new FrameBytes(size);
    }

    /** @param size of the terminal, in columns and rows */
    public static String of(Reading reading, Size size, ZoneId zone) {
        String name = reading.header().map(Header::id).map(Ulid::shortened).orElse("timeline");
        Asciicast cast = new Asciicast(size);
        cast.line(out -> header(reading, size, name, out));
        cast.output(0, FrameBytes.BEGIN);
        new Recording(size, name, zone).play(Script.of(reading.entries()), cast::frame);
        cast.output(cast.lastMs, FrameBytes.END);
        return cast.lines.toString();
    }

    private static void header(Reading reading, Size size, String name, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("version", VERSION);
        out.writeNumberField("width", size.columns());
        out.writeNumberField("height", size.rows());
        if (reading.header().isPresent()) {
            out.writeNumberField("timestamp", reading.header().get().createdAt().getEpochSecond());
        }
        out.writeStringField("title", "sacred: timeline " + Printable.of(name));
        out.writeObjectFieldStart("env");
        out.writeStringField("TERM", "xterm-256color");
        out.writeEndObject();
        out.writeEndObject();
    }

    private void frame(Frame frame, long atMs) {
        lastMs = atMs;
        String change = bytes.next(frame);
        if (!change.isEmpty()) {
            output(atMs, change);
        }
    }

    private void output(long atMs, String text) {
        line(out -> {
            out.writeStartArray();
            out.writeNumber(BigDecimal.valueOf(atMs, 3));
            out.writeString("o");
            out.writeString(text);
            out.writeEndArray();
        });
    }

    private interface Line {
        void write(JsonGenerator out) throws IOException;
    }

    private void line(Line line) {
        StringWriter written = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(written)) {
            line.write(out);
        } catch (IOException e) {
            // it writes to memory
            throw new UncheckedIOException(e);
        }
        lines.append(written).append('\n');
    }
}
