package sacred.cognition;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import sacred.providers.ProviderException;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** A stage that has no answer after its attempts and fallbacks. */
final class StageException extends Exception {

    private final transient List<GaveUp> failures;

    /** One model of the chain, its last failure and how long all its attempts took. */
    record GaveUp(ModelRef model, ProviderException failure, Duration took) {

        String sentence() {
            return StageException.sentence(model, failure);
        }
    }

    StageException(List<GaveUp> failures) {
        super(sentences(failures));
        this.failures = List.copyOf(failures);
    }

    /** What happened, with the model's name in front, where the message does not begin with it itself. */
    static String sentence(ModelRef model, ProviderException failure) {
        String message = failure.getMessage();
        return message.startsWith(model + ":") || message.startsWith(model + " ") ? message : model + ": " + message;
    }

    private static String sentences(List<GaveUp> failures) {
        if (failures.size() == 1) {
            return failures.getFirst().failure().getMessage();
        }
        StringBuilder text = new StringBuilder("No model of the chain answered.");
        for (GaveUp f : failures) {
            text.append("\n  ")
                    .append(f.sentence())
                    .append(String.format(Locale.ROOT, " (%.1f s)", f.took.toMillis() / 1e3));
        }
        return text.toString();
    }

    /** The kind of the model that was asked for first, unless a later one got further and broke off. */
    ErrorKind kind() {
        return decisive().kind();
    }

    boolean retryable() {
        return decisive().details().retryable();
    }

    String partial() {
        return failures.getLast().failure().details().partial();
    }

    private ProviderException decisive() {
        GaveUp last = failures.getLast();
        return (last.failure().details().partial().isEmpty() ? failures.getFirst() : last).failure();
    }
}
