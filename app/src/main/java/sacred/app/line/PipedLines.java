package sacred.app.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import sacred.app.host.Output;
import sacred.app.term.Interrupts;

/**
 * Lines as they come: from a pipe, or from a terminal that understands nothing but lines and edits them itself. Each is a
 * prompt or a command.
 */
final class PipedLines implements LineSource {

    private final BufferedReader reader;
    private final Output out;
    private final String prompt;
    private final Queue<String> beside = new ConcurrentLinkedQueue<>();

    /** @param prompt shown before each line; empty where nobody looks */
    PipedLines(InputStream in, Output out, String prompt) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.prompt = prompt;
    }

    @Override
    public Read next() {
        Interrupts.endTheProgram();
        for (String line = beside.poll(); line != null; line = beside.poll()) {
            out.safeLine(line);
        }
        if (!prompt.isEmpty()) {
            out.text(prompt);
        }
        try {
            String line = reader.readLine();
            return line == null ? new End() : new Line(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Here it waits for the next prompt: nobody knows where the line that is being written stands. */
    @Override
    public void beside(String line) {
        beside.add(line);
    }

    @Override
    public Optional<String> answer(String question) {
        if (prompt.isEmpty()) {
            out.safeLine(question + "Nobody can be asked here, so the answer is no.");
            return Optional.empty();
        }
        try {
            while (reader.ready()) {
                reader.read();
            }
            out.text(question);
            return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onInterrupt(Runnable action) {
        Interrupts.on(action);
    }

    @Override
    public void close() {}
}
