package sacred.app.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import sacred.app.text.Printable;

/**
 * What happened, for somebody who looks for the reason of something: a line each, in {@code log/sacred.log} below the data
 * directory. Requests with their figures, waits, failures, the start and the end of runs, and mistakes of the program with
 * where they happened; never a prompt, an answer or a header. Without secrets and without control characters.
 *
 * <p>Any thread; blocks for one small write. A log that cannot be written costs nothing else: the line is lost.
 */
public final class Log {

    private static final long BYTES = 1_000_000;
    /** Beside the one that is written. */
    private static final int KEPT = 2;

    private static final int LONGEST = 20_000;

    private final LogFile file;
    private final LogLevel limit;
    private final InstantSource clock;
    private final UnaryOperator<String> redact;

    private Log(LogFile file, LogLevel limit, InstantSource clock, UnaryOperator<String> redact) {
        this.file = file;
        this.limit = limit;
        this.clock = clock;
        this.redact = redact;
    }

    /**
     * @param data the data directory; it need not exist
     * @param redact takes secrets out of a line
     */
    public static Log in(Path data, LogLevel limit, InstantSource clock, UnaryOperator<String> redact) {
        return new Log(new LogFile(data.resolve("log").resolve("sacred.log"), BYTES, KEPT), limit, clock, redact);
    }

    /** Where it is written; the file need not exist. */
    public Path file() {
        return file.path();
    }

    /** Where it is written and how much, for the user. */
    public String described() {
        return limit == LogLevel.OFF
                ? "off; SACRED_LOG=info or log: {level: info} turns it on"
                : file() + ", level " + limit.word();
    }

    public void error(String line) {
        write(LogLevel.ERROR, line);
    }

    public void warn(String line) {
        write(LogLevel.WARN, line);
    }

    public void info(String line) {
        write(LogLevel.INFO, line);
    }

    public void debug(String line) {
        write(LogLevel.DEBUG, line);
    }

    /** A mistake of the program, with where it happened. */
    public void mistake(String what, Throwable why) {
        StringWriter trace = new StringWriter();
        why.printStackTrace(new PrintWriter(trace, true));
        error(what + ": " + trace.toString().stripTrailing());
    }

    private void write(LogLevel level, String text) {
        if (!level.within(limit)) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String clean = Printable.of(redact.apply(text));
        String cut = clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
        // what belongs to a line is indented below it
        String line =
                now + " " + ProcessHandle.current().pid() + " " + level.word() + " " + cut.replace("\n", "\n    ");
        try {
            file.append(line);
        } catch (IOException | RuntimeException e) {
            // nobody can be told, and nothing else may fail
        }
    }
}
