package sacred.app.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * What libraries, the JDK and the inner modules write with {@link System.Logger} or {@code java.util.logging}: it goes into the
 * log, and not to the terminal, where it would go by default. Of others only warnings. Made by {@code java.util.logging} itself
 * when somebody first writes; until then it costs nothing.
 */
public final class Foreign extends Handler {

    private static final String SETTINGS = """
        handlers = sacred.app.log.Foreign
        .level = WARNING
        sacred.level = ALL
        """;

    private static volatile Log log;

    private final Formatter formatter = new SimpleFormatter();

    /** What {@code java.util.logging} is told to begin with. */
    public static final class Settings {
        public Settings() throws IOException {
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** From here on it is written there. For the whole process, because {@code java.util.logging} is. */
    public static void to(Log destination) {
        log = destination;
    }

    @Override
    public void publish(LogRecord said) {
        Log to = log;
        if (to == null || said == null) {
            return;
        }
        String line = said.getLoggerName() + ": " + formatter.formatMessage(said);
        int level = said.getLevel().intValue();
        if (said.getThrown() != null) {
            to.mistake(line, said.getThrown());
        } else if (level >= Level.SEVERE.intValue()) {
            to.error(line);
        } else if (level >= Level.WARNING.intValue()) {
            to.warn(line);
        } else if (level >= Level.INFO.intValue()) {
            to.info(line);
        } else {
            to.debug(line);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
