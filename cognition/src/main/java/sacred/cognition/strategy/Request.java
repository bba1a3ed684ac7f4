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
 * @param answers whether what it says is the answer of the logical model, word by word, whatever follows: it may be shown as it
 *     streams
 */
public record Request(
        ModelRef model,
        Prompt prompt,
        String role,
        OptionalInt instance,
        OptionalInt iteration,
        Function<String, OptionalDouble> confidence,
        boolean answers) {

    static Request of(ModelRef model, Prompt prompt, String role) {
        return new Request(
                model, prompt, role, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty(), false);
    }

    /** The last one, whose words are the answer. */
    Request answering() {
        return new Request(model, prompt, role, instance, iteration, confidence, true);
    }

    Request instance(int number) {
        return new Request(model, prompt, role, OptionalInt.of(number), iteration, confidence, answers);
    }

    Request iteration(int round) {
        return new Request(model, prompt, role, instance, OptionalInt.of(round), confidence, answers);
    }

    Request reading(Function<String, OptionalDouble> itsConfidence) {
        return new Request(model, prompt, role, instance, iteration, itsConfidence, answers);
    }

    /** {@code provider:model}, with its number where there are several. */
    String who() {
        return model + (instance.orElse(1) > 1 ? " (" + instance.getAsInt() + ")" : "");
    }
}
