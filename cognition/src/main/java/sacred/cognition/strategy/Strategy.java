package sacred.cognition.strategy;

import java.util.Optional;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/** How many models answer as one. Without state; any thread. One file a strategy, and one line in {@link Strategies#ALL}. */
public interface Strategy {

    /** As it stands in the configuration. */
    String name();

    /** One line for lists. */
    String about();

    /** How often a model is asked that stands alone, as in {@code composite/<strategy>/<model>}. */
    default int samples() {
        return 1;
    }

    /** What a definition lacks: a sentence. */
    Optional<String> complaint(LogicalModel model);

    /** Who has the last word, and calls tools where some are needed. */
    ModelRef lastWord(LogicalModel model);

    /** What it will ask, before it asks. */
    Plan plan(LogicalModel model);

    /**
     * Answers. Blocks until it has, or until it is interrupted.
     *
     * @param prompt what one model would be asked; ends with the user's message and has no messages of tools
     * @param members through whom everybody is asked
     * @throws ProviderException when too few have answered; the sentence says who and why
     */
    Answer run(LogicalModel model, Prompt prompt, Members members) throws ProviderException, InterruptedException;
}
