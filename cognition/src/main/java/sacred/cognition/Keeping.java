package sacred.cognition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.timeline.Pace;
import sacred.timeline.Said;

/**
 * What the calls of a question keep of the words that their block does not hold. What a model thought is always kept.
 *
 * @param prompt whether what was asked is kept; of a call that keeps it, either side is kept to a length at which a timeline
 *     can be carried about, with a remark where something was left out
 * @param text whether the answer is kept
 * @param instance which of several calls of the same member, from 1
 * @param iteration which round, from 1
 * @param within the index of the call of a logical model in whose place it is asked
 * @param confidence how the model's own confidence is read in its answer
 * @param unasked whether there is a call also where nobody could be asked: it was to be one of several, and is missed among them
 * @param answers whether what is said is the answer of the turn, word by word
 */
record Keeping(
        boolean prompt,
        boolean text,
        OptionalInt instance,
        OptionalInt iteration,
        OptionalInt within,
        Function<String, OptionalDouble> confidence,
        boolean unasked,
        boolean answers) {

    /** The answer is the text of the block, and of the turn. */
    static final Keeping ANSWER = new Keeping(
            false,
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            _ -> OptionalDouble.empty(),
            false,
            true);

    /** The answer is the text of the block. */
    static final Keeping THOUGHTS =
            new Keeping(false, false, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty());

    /** Both sides: the question is ours and the answer is read by the program. */
    static final Keeping BOTH_SIDES =
            new Keeping(true, true, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty());

    /** Of a question in nobody's place, of which there is no call where nobody is asked. */
    Keeping(
            boolean prompt,
            boolean text,
            OptionalInt instance,
            OptionalInt iteration,
            Function<String, OptionalDouble> confidence) {
        this(prompt, text, instance, iteration, OptionalInt.empty(), confidence, false, false);
    }

    private static final int MOST_CHARACTERS = 16_000;

    /** Of several answers to the same question: each is asked for on its own, from 0. */
    int sample() {
        return instance.orElse(1) - 1;
    }

    /** The same of a question that is asked in the place of a logical model; what comes of it is told by the call of that. */
    Keeping within(int call) {
        return new Keeping(prompt, text, instance, iteration, OptionalInt.of(call), confidence, unasked, false);
    }

    /** @param pace of the answer; kept with an answer that is kept whole */
    Said said(Prompt asked, String answer, String reasoning, List<Pace> pace) {
        return new Said(
                prompt ? Optional.of(shortened(inWords(asked))) : Optional.empty(),
                text ? Optional.of(prompt ? shortened(answer) : answer) : Optional.empty(),
                reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning),
                instance,
                iteration,
                within,
                confidence.apply(answer),
                text && !prompt ? pace : List.of());
    }

    /** Without its middle: a prompt begins with what a model is and ends with what it is asked. */
    private static String shortened(String words) {
        if (words.length() <= MOST_CHARACTERS) {
            return words;
        }
        int head = MOST_CHARACTERS / 2 - (Character.isHighSurrogate(words.charAt(MOST_CHARACTERS / 2 - 1)) ? 1 : 0);
        int from = words.length() - MOST_CHARACTERS / 2;
        int tail = from + (Character.isLowSurrogate(words.charAt(from)) ? 1 : 0);
        String left = String.format(Locale.ROOT, "\n[… %,d characters are left out here …]\n", tail - head);
        return words.substring(0, head) + left + words.substring(tail);
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
