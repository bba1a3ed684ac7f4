package sacred.cognition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * The alarm for a server that read only a part of what was sent, which most do without a word: it counted fewer tokens than
 * the text has whatever the tokenizer, by a margin. Pure.
 *
 * <p>Early Ollamas did not count what they remembered of a request before. So of a conversation only a count that is large
 * for the context, or too small for the last exchange alone, is believed to be of a prompt that was cut.
 */
final class Truncation {

    /** Fewer missing tokens than this are not worth an alarm. */
    private static final long MARGIN_TOKENS = 256;

    /** Of the context: what is left of a prompt that was cut to it is more, what was not remembered is mostly less. */
    private static final int SMALL_SHARE = 4;

    private Truncation() {}

    /** A sentence; empty when nothing is known to be missing. */
    static Optional<String> alarm(ModelRef model, Prompt sent, Usage usage) {
        if (usage.source() != Usage.Source.REPORTED || usage.input().isEmpty()) {
            return Optional.empty();
        }
        long counted = usage.input().getAsLong();
        long least = PromptSize.leastTokens(sent.messages());
        if (counted + MARGIN_TOKENS > least || mayBeRemembered(sent, usage, counted)) {
            return Optional.empty();
        }
        String context = sent.contextTokens().isPresent()
                ? String.format(
                        Locale.ROOT,
                        " It was asked for a context of %,d.",
                        sent.contextTokens().getAsInt())
                : "";
        return Optional.of(String.format(
                        Locale.ROOT,
                        "%s did not read all of it: it counted %,d tokens, and what was sent has at least %,d."
                                + " Something was cut off, usually the beginning.",
                        model,
                        counted,
                        least)
                + context);
    }

    private static boolean mayBeRemembered(Prompt sent, Usage usage, long counted) {
        if (sent.contextTokens().isEmpty() || usage.cacheRead().isPresent()) {
            return false;
        }
        List<Message> messages = sent.messages();
        int last = messages.size() - 1;
        while (last > 0 && !(messages.get(last) instanceof Message.User)) {
            last--;
        }
        boolean conversation = last > 0;
        long leastOfTheLast = PromptSize.leastTokens(messages.subList(last, messages.size()));
        return conversation
                && counted + MARGIN_TOKENS > leastOfTheLast
                && counted * SMALL_SHARE < sent.contextTokens().getAsInt();
    }
}
