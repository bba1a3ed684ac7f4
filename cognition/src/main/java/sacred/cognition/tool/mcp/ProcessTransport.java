package sacred.cognition.tool.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Messages as lines over the standard input and output of a process. Three threads of its own, since none of the pipes can be
 * waited for with a limit. Standard error is read and forgotten but for its end, which says why a server failed.
 */
final class ProcessTransport implements Transport {

    private static final int KEPT_CHARACTERS = 2000;
    private static final long EXIT_PATIENCE_MS = 500;

    private final McpSettings settings;
    private final McpSettings.Local place;
    private final Map<String, String> env;
    private final BlockingQueue<String> outgoing = new LinkedBlockingQueue<>();
    private final StringBuilder errors = new StringBuilder();
    private volatile Optional<ChildProcess> child = Optional.empty();
    private volatile Optional<Thread> writer = Optional.empty();

    ProcessTransport(McpSettings settings, McpSettings.Local place, Map<String, String> env) {
        this.settings = settings;
        this.place = place;
        this.env = env;
    }

    @Override
    public void start(Receiver receiver) throws McpException {
        ChildProcess started = ChildProcess.start(place, env);
        child = Optional.of(started);
        Process process = started.process();
        Thread errorReader = thread("errors", () -> readErrors(process.getErrorStream()));
        thread("in", () -> read(process, errorReader, receiver));
        writer = Optional.of(thread("out", () -> write(process.getOutputStream())));
    }

    private Thread thread(String what, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name("mcp-" + settings.name() + "-" + what)
                .start(work);
    }

    @Override
    public void send(long id, String message) {
        outgoing.add(message);
    }

    @Override
    public void abandon(long id) {
        // the server is told, and may answer all the same
    }

    private void write(OutputStream out) {
        try {
            while (true) {
                out.write((outgoing.take() + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            // it does not read any more; its reader reports what became of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Process process, Thread errorReader, Receiver receiver) {
        BoundedLines lines = new BoundedLines(process.getInputStream());
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (lines.skipped()) {
                    receiver.skipped("it was longer than " + BoundedLines.MAX_BYTES / 1024 / 1024 + " MB");
                } else {
                    receiver.message(line.get());
                }
            }
        } catch (IOException closed) {
            // told below
        }
        receiver.closed(ending(process, errorReader));
    }

    private String ending(Process process, Thread errorReader) {
        String how = "has closed its output";
        try {
            if (process.waitFor(EXIT_PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                how = "has ended with exit code " + process.exitValue();
            }
            errorReader.join(EXIT_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String said = said();
        return said.isEmpty() ? how : how + "; it said: " + said;
    }

    private void readErrors(InputStream in) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (errors) {
                    errors.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    errors.delete(0, Math.max(0, errors.length() - KEPT_CHARACTERS));
                }
            }
        } catch (IOException closed) {
            // the process is gone
        }
    }

    /** The last line of standard error, without the secrets that the server was given. */
    private String said() {
        String text;
        synchronized (errors) {
            text = errors.toString().strip();
        }
        String last = text.substring(text.lastIndexOf('\n') + 1);
        for (var secret : settings.secrets().values()) {
            last = secret.redact(last);
        }
        return JsonRpc.shortened(last);
    }

    @Override
    public void close() {
        writer.ifPresent(Thread::interrupt);
        child.ifPresent(ChildProcess::close);
    }
}
