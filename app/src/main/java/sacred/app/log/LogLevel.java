package sacred.app.log;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much is written into the log, and how much a line of it matters; less first. */
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG;

    /** As users write them. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(LogLevel::word).toList();

    /** Empty when it is none. */
    public static Optional<LogLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a line of this level is written under another. */
    boolean within(LogLevel limit) {
        return this != OFF && compareTo(limit) <= 0;
    }
}
