package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;

/**
 * A prompt as it fits a window: whole exchanges are left out, the oldest first, never the last one, so neither the last
 * thing the user said nor half a call of a tool with its result. Pure. Tokens are estimates but for {@link #leastTokens}.
 *
 * @param leftOut messages
 * @param tokens of what is left, about
 * @param leastTokens of what is left, whatever the tokenizer
 * @param room kept free for the answer
 */
record Fitting(Prompt prompt, int leftOut, long tokens, long leastTokens, long room) {

    /** As long as most answers get; a small window is not given away to an answer. */
    private static final long USUAL_ANSWER_TOKENS = 8192;

    private static final int SHARE_OF_A_SMALL_WINDOW = 4;

    /** All of it. */
    static Fitting whole(Prompt prompt, LongUnaryOperator tokens) {
        return of(prompt, 0, USUAL_ANSWER_TOKENS / 2, tokens);
    }

    /**
     * What fits of it, or at least what cannot be left out.
     *
     * @param tokens how many tokens so many bytes are, about
     */
    static Fitting into(long window, Prompt prompt, LongUnaryOperator tokens) {
        long answer = prompt.mostAnswerTokens().orElse(Math.toIntExact(USUAL_ANSWER_TOKENS));
        long room = Math.min(answer, window / SHARE_OF_A_SMALL_WINDOW);
        List<Message> messages = prompt.messages();
        long bytes = PromptSize.bytes(prompt);
        int from = 0;
        for (int next : beginnings(messages)) {
            if (tokens.applyAsLong(bytes) + room <= window) {
                break;
            }
            // each message is measured once: a long conversation is looked at before every request
            bytes -= messages.subList(from, next).stream()
                    .mapToLong(PromptSize::bytes)
                    .sum();
            from = next;
        }
        return of(prompt, from, room, tokens);
    }

    private static Fitting of(Prompt prompt, int from, long room, LongUnaryOperator tokens) {
        List<Message> messages = prompt.messages();
        Prompt rest = prompt.with(messages.subList(from, messages.size()));
        return new Fitting(
                rest, from, tokens.applyAsLong(PromptSize.bytes(rest)), PromptSize.leastTokens(rest.messages()), room);
    }

    /** Whether it fits with room for an answer, as far as can be told. */
    boolean fits(long window) {
        return tokens + room <= window;
    }

    /** Whether not even an answer of one token can have room. */
    boolean cannotFit(long window) {
        return leastTokens >= window;
    }

    /** Where exchanges begin, but for the first one: what may come first when those before are left out. */
    private static List<Integer> beginnings(List<Message> messages) {
        List<Integer> beginnings = new ArrayList<>();
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i) instanceof Message.User) {
                beginnings.add(i);
            }
        }
        return beginnings;
    }
}
