package sacred.providers;

import java.util.Optional;
import sacred.timeline.Usage;

/** A request that was interrupted while its provider was answering: what had been counted until then is not lost. */
public final class StoppedException extends InterruptedException {

    private final transient Usage usage;
    private final transient Optional<String> modelAnswered;

    /** @param usage the last counts seen, marked as partial; unknown when there were none */
    public StoppedException(String message, Usage usage, Optional<String> modelAnswered) {
        super(message);
        this.usage = usage;
        this.modelAnswered = modelAnswered;
    }

    public Usage usage() {
        return usage;
    }

    public Optional<String> modelAnswered() {
        return modelAnswered;
    }
}
