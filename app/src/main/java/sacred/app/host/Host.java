package sacred.app.host;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The outside world of this process, taken hold of once in {@code Main} and replaced in tests.
 *
 * @param nanos a monotonic clock
 * @param home the directory of the launcher; empty when the program was started without it
 * @param stdinIsTerminal whether somebody types
 */
public record Host(
        Map<String, String> env,
        InstantSource clock,
        LongSupplier nanos,
        ZoneId zone,
        InputStream in,
        Output out,
        Output err,
        boolean stdinIsTerminal,
        Optional<Path> home) {

    /** The program's own version, as timelines record it. */
    public static final String VERSION = "0.1.0";

    public Host {
        env = Map.copyOf(env);
    }

    /** Where timelines and the history of prompts live: {@code SACRED_DATA}, else below the XDG data directory. */
    public Path data() {
        String sacred = env.getOrDefault("SACRED_DATA", "");
        if (!sacred.isEmpty()) {
            return Path.of(sacred);
        }
        String xdg = env.getOrDefault("XDG_DATA_HOME", "");
        Path base = xdg.isEmpty() ? Path.of(env.getOrDefault("HOME", "."), ".local", "share") : Path.of(xdg);
        return base.resolve("sacred");
    }

    /** Where the program was started. */
    public Path directory() {
        return Path.of("").toAbsolutePath();
    }

    /** The program and where it runs, for somebody who looks for the reason of something. */
    public String described() {
        String streams =
                (stdinIsTerminal ? "in " : "") + (out.terminal() ? "out " : "") + (err.terminal() ? "err" : "");
        return "sacred " + VERSION + ", Java " + Runtime.version() + ", TERM=" + env.getOrDefault("TERM", "")
                + ", terminals: " + (streams.isBlank() ? "none" : streams.strip());
    }

    /** What stood in the files that went with prompts, of all timelines. */
    public Path attachments() {
        return data().resolve("attachments");
    }

    public Path timelines() {
        return data().resolve("timelines");
    }

    /** Whether a terminal is there that understands more than lines. */
    public boolean dumb() {
        String term = env.getOrDefault("TERM", "");
        return term.isEmpty() || term.equals("dumb");
    }
}
