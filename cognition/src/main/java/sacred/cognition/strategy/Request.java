package sacred.cognition.strategy;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import sacred.providers.Prompt;
import sacred.timeline.ModelRef;

/**
 * What one member is asked.
 *
 * @param role what the call is for, as it is recorded
 * @param instance which of several requests to the same model, from 1; empty where there is one
 * @param iteration which round, from 1; empty without rounds
 * @param confidence how its own confidence is read in its answer
 */
public record Request(
        ModelRef model,
        Prompt prompt,
        String role,
        OptionalInt instance,
        OptionalInt iteration,
        Function<String, OptionalDouble> confidence) {

    static Request of(ModelRef model, Prompt prompt, String role) {
        return new Request(model, prompt, role, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty());
    }

    Request instance(int number) {
        return new Request(model, prompt, role, OptionalInt.of(number), iteration, confidence);
    }

    Request iteration(int round) {
        return new Request(model, prompt, role, instance, OptionalInt.of(round), confidence);
    }

    Request reading(Function<String, OptionalDouble> itsConfidence) {
        return new Request(model, prompt, role, instance, iteration, itsConfidence);
    }

    /** {@code provider:model}, with its number where there are several. */
    String who() {
        return model + (instance.orElse(1) > 1 ? " (" + instance.getAsInt() + ")" : "");
    }
}
