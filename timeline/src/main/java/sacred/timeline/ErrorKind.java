package sacred.timeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of failure an error block or a failed call records. The names are part of the file format. */
public enum ErrorKind {
    AUTH,
    NOT_FOUND,
    BAD_REQUEST,
    CONTEXT_LENGTH,
    RATE_LIMITED,
    OVERLOADED,
    SERVER,
    TIMEOUT,
    UNREACHABLE,
    /** The stream ended without its provider's terminal marker, or the program did. */
    INTERRUPTED,
    REFUSED,
    EMPTY,
    BUDGET,
    CONFIG,
    CANCELLED,
    TOOL,
    BUG;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ErrorKind> ofWire(String wire) {
        return Arrays.stream(values()).filter(k -> k.wire().equals(wire)).findFirst();
    }
}
