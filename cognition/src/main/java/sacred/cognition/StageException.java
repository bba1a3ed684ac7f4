package sacred.cognition;

import java.util.List;
import sacred.providers.ProviderException;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** A stage that has no answer after its attempts and fallbacks. */
final class StageException extends Exception {

    private final transient List<GaveUp> failures;

    /** One model of the chain, and its last failure. */
    record GaveUp(ModelRef model, ProviderException failure) {

        /** What happened, with the model's name in front, where the message does not begin with it itself. */
        String sentence() {
            String message = failure.getMessage();
            return message.startsWith(model + ":") || message.startsWith(model + " ")
                    ? message
                    : model + ": " + message;
        }
    }

    StageException(List<GaveUp> failures) {
        super(sentences(failures));
        this.failures = List.copyOf(failures);
    }

    private static String sentences(List<GaveUp> failures) {
        if (failures.size() == 1) {
            return failures.getFirst().failure().getMessage();
        }
        StringBuilder text = new StringBuilder("No model of the chain answered.");
        for (GaveUp f : failures) {
            text.append("\n  ").append(f.sentence());
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
