package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;

/**
 * A prompt as it fits a window: whole exchanges are left out, the oldest first, never the last one, so neither the last
 * thing the user said nor half a call of a tool with its result. What is still too long then are results of tools, which are
 * shortened. Pure. Tokens are estimates but for {@link #leastTokens}.
 *
 * @param leftOut messages
 * @param cuts results of tools that were shortened, the oldest first
 * @param tokens of what is left, about
 * @param leastTokens of what is left, whatever the tokenizer
 * @param room kept free for the answer
 */
record Fitting(Prompt prompt, int leftOut, List<Trimming.Cut> cuts, long tokens, long leastTokens, long room) {

    /** As long as most answers get; a small window is not given away to an answer. */
    private static final long USUAL_ANSWER_TOKENS = 8192;

    private static final int SHARE_OF_A_SMALL_WINDOW = 4;

    /** All of it. */
    static Fitting whole(Prompt prompt, LongUnaryOperator tokens) {
        return of(prompt, 0, List.of(), USUAL_ANSWER_TOKENS / 2, tokens);
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
        List<Message> rest = messages.subList(from, messages.size());
        if (tokens.applyAsLong(bytes) + room <= window) {
            return of(prompt.with(rest), from, List.of(), room, tokens);
        }
        Trimming trimming = Trimming.of(rest, bytes - mostBytes(window - room, bytes, tokens));
        return of(prompt.with(trimming.messages()), from, trimming.cuts(), room, tokens);
    }

    private static Fitting of(Prompt rest, int from, List<Trimming.Cut> cuts, long room, LongUnaryOperator tokens) {
        return new Fitting(
                rest,
                from,
                cuts,
                tokens.applyAsLong(PromptSize.bytes(rest)),
                PromptSize.leastTokens(rest.messages()),
                room);
    }

    /** How many bytes are no more than so many tokens. */
    private static long mostBytes(long mostTokens, long tooMany, LongUnaryOperator tokens) {
        long fits = 0;
        for (long above = tooMany; above - fits > 1; ) {
            long middle = (fits + above) / 2;
            if (tokens.applyAsLong(middle) <= mostTokens) {
                fits = middle;
            } else {
                above = middle;
            }
        }
        return fits;
    }

    /** Whether it fits with room for an answer, as far as can be told. */
    boolean fits(long window) {
        return tokens + room <= window;
    }

    /** Whether not even an answer of one token can have room. */
    boolean cannotFit(long window) {
        return leastTokens >= window;
    }

    /** Where exchanges begin, but for the first one: the user speaks after an answer. */
    private static List<Integer> beginnings(List<Message> messages) {
        List<Integer> beginnings = new ArrayList<>();
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i) instanceof Message.User && messages.get(i - 1) instanceof Message.Assistant) {
                beginnings.add(i);
            }
        }
        return beginnings;
    }
}
