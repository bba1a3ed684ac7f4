package sacred.cognition.strategy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sacred.providers.ProviderException;

/** The members as a strategy sees them: whoever implements it owns queues, retries, budgets and records. */
public interface Members {

    /**
     * Asks all of them at once and waits for each; none is left on its way when it returns, also when it throws.
     *
     * @param patience after which those that have not answered are stopped, and count as failed
     * @return in the order of the requests, whatever came first
     */
    List<Outcome> ask(List<Request> requests, Optional<Duration> patience) throws InterruptedException;

    /**
     * Asks one without whom there is no answer; another model may stand in for it.
     *
     * @throws ProviderException when nobody answers
     */
    Outcome.Answered ask(Request request) throws ProviderException, InterruptedException;

    /** Shows a sentence now and keeps it on the block. */
    void remark(String sentence);
}
