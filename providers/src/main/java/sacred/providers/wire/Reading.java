package sacred.providers.wire;

import java.math.BigDecimal;
import java.util.Optional;
import sacred.timeline.Usage;

/**
 * What a provider has said about an answer so far, apart from the answer itself.
 *
 * @param model the model that it says answered
 * @param finish in our words, as {@link sacred.providers.Reply} lists them; empty when it did not say
 * @param costUsd where it reports a cost
 */
public record Reading(Optional<String> model, Optional<String> finish, Usage usage, Optional<BigDecimal> costUsd) {}
