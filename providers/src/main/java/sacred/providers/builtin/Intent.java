package sacred.providers.builtin;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.providers.ToolCall;

/**
 * What a prompt asks for, when a tool alone can answer it: decided by rules, the same way every time.
 *
 * <p>The whole prompt has to be the question; polite words around it are allowed, prose is not. A prompt that merely
 * contains a sum or a date is left to a language model. No side effects; English only.
 */
public final class Intent {

    /** A longer prompt is a text, not a question for a tool. */
    private static final int MAX_CHARACTERS = 300;

    private static final Pattern OPENING = Pattern.compile(
            "^(?:(?:hi|hello|hey|ok|okay|please|kindly)\\b[,!.]?|(?:can|could|would|will) you(?: please)?\\b"
                    + "|(?:please )?tell me\\b|do you know\\b)\\s+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSING = Pattern.compile(
            "(?:[,.]?\\s+(?:please|thanks|thank you|for me)|\\s*[?.=]+|(?<![\\d)])!+)\\s*$", Pattern.CASE_INSENSITIVE);

    /** In the order of trial: the first that recognises the question decides. */
    private static final List<Recogniser> ALL = List.of(
            new CalendarQuestions(),
            new ConversionQuestions(),
            new ArithmeticQuestions(),
            new SearchQuestions(),
            new ManualQuestions());

    private Intent() {}

    /** The call that answers the prompt, or empty when the prompt needs a language model. */
    public static Optional<ToolCall> recognise(String prompt, LocalDate today) {
        String text = prompt.strip();
        if (text.length() > MAX_CHARACTERS || text.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        String question =
                bare(text.replace('\u00a0', ' ').replace('\u2019', '\'').replaceAll("\\s+", " "));
        return ALL.stream().flatMap(r -> r.recognise(question, today).stream()).findFirst();
    }

    private static String bare(String text) {
        String before;
        String question = text;
        do {
            before = question;
            question = CLOSING.matcher(OPENING.matcher(question).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
        } while (!question.equals(before));
        return question;
    }
}
