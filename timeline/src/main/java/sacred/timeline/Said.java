package sacred.timeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What was said in a call and stands in no other part of its block: both sides of the route model, the answers of the members
 * of a strategy, what a model thought.
 *
 * @param prompt what the model was asked, where it was our own question
 * @param text its answer, where it is not the text of the block
 * @param reasoning what it thought
 * @param instance which of several calls of the same member, from 1
 * @param iteration which round, from 1
 * @param within the index of the call of a logical model in whose place this one was made; empty where there is none
 * @param confidence in 0..1, as the model itself gave it; empty when it could not be read
 * @param pace when its text arrived, since the call began; empty where nobody kept it
 */
public record Said(
        Optional<String> prompt,
        Optional<String> text,
        Optional<String> reasoning,
        OptionalInt instance,
        OptionalInt iteration,
        OptionalInt within,
        OptionalDouble confidence,
        List<Pace> pace) {

    public Said {
        pace = List.copyOf(pace);
    }

    /** Of a call whose words stand elsewhere. */
    public static final Said NOTHING = new Said(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty());

    /** Of a call that was made in nobody's place, of whose words nobody kept when they arrived. */
    public Said(
            Optional<String> prompt,
            Optional<String> text,
            Optional<String> reasoning,
            OptionalInt instance,
            OptionalInt iteration,
            OptionalDouble confidence) {
        this(prompt, text, reasoning, instance, iteration, OptionalInt.empty(), confidence, List.of());
    }
}
