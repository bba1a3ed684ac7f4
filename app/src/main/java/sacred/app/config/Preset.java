package sacred.app.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much time the route model gets, and how often it is asked again when its server fails: what users choose by a word. */
enum Preset {
    BALANCED(5000, 2),
    FAST(3000, 1),
    CHEAP(8000, 2),
    RELIABLE(5000, 3);

    static final List<String> WORDS =
            Arrays.stream(values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();

    private final Duration deadline;
    private final int retries;

    Preset(long deadlineMillis, int retries) {
        this.deadline = Duration.ofMillis(deadlineMillis);
        this.retries = retries;
    }

    Duration deadline() {
        return deadline;
    }

    int retries() {
        return retries;
    }

    static Preset of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
