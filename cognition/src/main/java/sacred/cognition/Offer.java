package sacred.cognition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sacred.providers.Quote;
import sacred.timeline.ModelRef;

/** A request before it is paid for: takes the longest answer that the money allows, or none. Belongs to one thread. */
final class Offer {

    /** A shorter answer is not worth asking for. */
    static final int LEAST_ANSWER_TOKENS = 256;

    /** Digits of an amount that people see; what it costs is rounded up, what is left down. */
    private static final int SHOWN_DIGITS = 6;

    private final ModelRef model;
    private final Quote quote;
    private int answerTokens;
    private String refusal = "";

    Offer(ModelRef model, Quote quote) {
        this.model = model;
        this.quote = quote;
    }

    /** The most that the request can cost within the limits; empty when not even a short answer fits into one of them. */
    Optional<BigDecimal> within(List<Budget.Account> accounts) {
        Optional<Budget.Account> tightest = accounts.stream()
                .filter(a -> a.left().isPresent())
                .min(Comparator.comparing(a -> a.left().orElseThrow()));
        answerTokens =
                tightest.flatMap(Budget.Account::left).map(quote::answerTokens).orElse(quote.mostAnswerTokens());
        if (answerTokens >= Math.min(LEAST_ANSWER_TOKENS, quote.mostAnswerTokens())) {
            return Optional.of(quote.usd(answerTokens));
        }
        refusal = refusal(tightest.orElseThrow());
        return Optional.empty();
    }

    /** How long the answer may be for what was taken. */
    int answerTokens() {
        return answerTokens;
    }

    /** Whether the answer could be longer without a budget. */
    boolean shortened() {
        return quote.capped() || answerTokens < quote.mostAnswerTokens();
    }

    /** Why nothing was taken: a sentence. */
    String refusal() {
        return refusal;
    }

    /** {@code of the limit of $1 per turn, $0.2 is left. Raise ..., or ask a cheaper model}. */
    static String left(Budget.Account account) {
        return "of the limit of "
                + dollars(account.limit().orElseThrow(), RoundingMode.DOWN) + " per " + account.scope() + ", "
                + dollars(account.left().orElseThrow().max(BigDecimal.ZERO), RoundingMode.DOWN) + " is left. Raise "
                + account.setBy() + ", or ask a cheaper model.";
    }

    private String refusal(Budget.Account account) {
        BigDecimal most = quote.usd(quote.mostAnswerTokens());
        BigDecimal least = quote.usd(Math.min(LEAST_ANSWER_TOKENS, quote.mostAnswerTokens()));
        return model + " was not asked: it would have cost up to " + dollars(most, RoundingMode.UP)
                + ", with a short answer still "
                + dollars(least, RoundingMode.UP) + ", and " + left(account);
    }

    static String dollars(BigDecimal usd, RoundingMode rounding) {
        BigDecimal rounded = usd.setScale(SHOWN_DIGITS, rounding);
        return "$" + (rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
    }
}
