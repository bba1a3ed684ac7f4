package sacred.cognition.tool.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 of which none can fill the memory: what is too long is read over. For one thread. */
final class BoundedLines {

    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final InputStream in;
    private boolean skipped;

    BoundedLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end, empty in the place of one that is too long; nothing at the end. Blocks. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        skipped = false;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < MAX_BYTES) {
                line.write(b);
            } else {
                skipped = true;
            }
        }
        String text = skipped ? "" : line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    /** Whether the line before was too long. */
    boolean skipped() {
        return skipped;
    }
}
