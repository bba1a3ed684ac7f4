package sacred.cognition;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.timeline.Said;

/**
 * What the calls of a question keep of the words that their block does not hold. What a model thought is always kept.
 *
 * @param prompt whether what was asked is kept
 * @param text whether the answer is kept
 * @param instance which of several calls of the same member, from 1
 * @param iteration which round, from 1
 * @param confidence how the model's own confidence is read in its answer
 */
record Keeping(
        boolean prompt,
        boolean text,
        OptionalInt instance,
        OptionalInt iteration,
        Function<String, OptionalDouble> confidence) {

    /** The answer is the text of the block. */
    static final Keeping THOUGHTS =
            new Keeping(false, false, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty());

    /** Both sides: the question is ours and the answer is read by the program. */
    static final Keeping BOTH_SIDES =
            new Keeping(true, true, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty());

    /** Of several answers to the same question: each is asked for on its own, from 0. */
    int sample() {
        return instance.orElse(1) - 1;
    }

    Said said(Prompt asked, String answer, String reasoning) {
        return new Said(
                prompt ? Optional.of(inWords(asked)) : Optional.empty(),
                text ? Optional.of(answer) : Optional.empty(),
                reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning),
                instance,
                iteration,
                confidence.apply(answer));
    }

    private static String inWords(Prompt asked) {
        String messages = asked.messages().stream()
                .map(message -> switch (message) {
                    case Message.User user -> user.text();
                    case Message.Assistant assistant -> assistant.text();
                    case Message.ToolResult result -> result.text();
                })
                .collect(Collectors.joining("\n\n"));
        return asked.system().isEmpty() ? messages : asked.system() + "\n\n" + messages;
    }
}
