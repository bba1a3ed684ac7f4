package sacred.app.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sacred.app.term.Interrupts;

/** Lines from a pipe or a file: each is a prompt or a command. */
final class PipedLines implements LineSource {

    private final BufferedReader reader;

    PipedLines(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public Read next() {
        try {
            String line = reader.readLine();
            return line == null ? new End() : new Line(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onInterrupt(Runnable action) {
        Interrupts.on(action);
    }

    @Override
    public Optional<String> prompt() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
