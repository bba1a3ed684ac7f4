package sacred.app.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
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

    private final Writer lines;
    private final FrameBytes bytes;
    private long lastMs;

    private Asciicast(Size size, Writer lines) {
        this.bytes = new FrameBytes(size);
        this.lines = lines;
    }

    /** @param size of the terminal, in columns and rows */
    public static String of(Reading reading, Size size, ZoneId zone) {
        StringWriter recording = new StringWriter();
        try {
            write(reading, size, zone, recording);
        } catch (IOException e) {
            // it writes to memory
            throw new UncheckedIOException(e);
        }
        return recording.toString();
    }

    /** Line by line; what has been played stays in memory, as it does on a screen. */
    public static void write(Reading reading, Size size, ZoneId zone, Writer recording) throws IOException {
        try {
            play(reading, size, zone, recording);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void play(Reading reading, Size size, ZoneId zone, Writer recording) {
        String name = reading.header().map(Header::id).map(Ulid::shortened).orElse("timeline");
        Asciicast cast = new Asciicast(size, recording);
        cast.line(out -> header(reading, size, name, out));
        cast.output(0, FrameBytes.BEGIN);
        new Recording(size, name, zone).play(Script.of(reading.entries()), cast::frame);
        cast.output(cast.lastMs, FrameBytes.END);
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
        try {
            try (JsonGenerator out = JSON.createGenerator(written)) {
                line.write(out);
            }
            lines.append(written.getBuffer()).append('\n');
        } catch (IOException e) {
            // told once the player, which knows of no file, has let it through
            throw new UncheckedIOException(e);
        }
    }
}
