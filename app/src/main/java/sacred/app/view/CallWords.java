package sacred.app.view;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import sacred.timeline.Call;
import sacred.timeline.Usage;

/** What is said of a call wherever calls are listed. Pure. */
public final class CallWords {

    private CallWords() {}

    public static String mark(Call call) {
        return switch (call.status()) {
            case OK -> "✓";
            case FAILED -> call.isUnasked() ? "–" : "✗";
            case CANCELLED -> call.isUnasked() ? "–" : "■";
        };
    }

    /** Which of several of the same model it is: {@code  #2}; nothing for the first. */
    public static String instance(Call call) {
        return call.said().instance().orElse(1) > 1
                ? " #" + call.said().instance().getAsInt()
                : "";
    }

    /** When it ran, and what of its tokens is worth a word. */
    public static List<String> timing(Call call) {
        OptionalLong first = call.timing().ttftMs();
        List<String> parts = new ArrayList<>();
        parts.add("began at " + Figures.seconds(call.timing().startMs()));
        if (call.isRequest()) {
            parts.add(first.isPresent() ? "first token " + Figures.seconds(first.getAsLong()) : without(call));
        }
        first.ifPresent(ms ->
                call.timing().durationMs().ifPresent(all -> parts.add("stream " + Figures.seconds(all - ms))));
        some(call.usage().cacheRead(), " from the cache", parts);
        some(call.usage().cacheWrite(), " into the cache", parts);
        some(call.usage().reasoning(), " reasoning", parts);
        call.saved().ifPresent(saved -> parts.add("first given " + saved.at().truncatedTo(ChronoUnit.SECONDS)));
        if (call.isRequest() && call.usage().source() != Usage.Source.REPORTED) {
            parts.add("tokens " + call.usage().source().wire());
        }
        return parts;
    }

    /** Somebody answered, and nobody wrote down when that began; or nobody did. */
    private static String without(Call call) {
        boolean answered = call.status() == Call.Status.OK && !call.cache().equals(Call.HIT);
        return answered ? "first token ?" : "no token came";
    }

    private static void some(OptionalLong count, String what, List<String> parts) {
        count.ifPresent(n -> {
            if (n > 0) {
                parts.add(String.format(Locale.ROOT, "%,d", n) + what);
            }
        });
    }
}
