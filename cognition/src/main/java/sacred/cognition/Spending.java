package sacred.cognition;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sacred.cognition.Budget.Taken;
import sacred.cognition.strategy.Plan;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Quote;
import sacred.providers.TokenRates;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** The money of one turn: every request is paid for here before it goes out. Any thread. */
final class Spending {

    private static final int FIRST_ERROR_STATUS = 400;

    /** Failures before a request left this machine. */
    private static final Set<ErrorKind> NOT_SENT = Set.of(ErrorKind.UNREACHABLE, ErrorKind.CONFIG);

    private final Prices prices;
    private final Budget budget;
    private final Budget.Account turn;
    private final Consumer<String> problems;

    Spending(Prices prices, Budget budget, Budget.Account turn, Consumer<String> problems) {
        this.prices = prices;
        this.budget = budget;
        this.turn = turn;
        this.problems = problems;
    }

    /**
     * Sets aside what a request can cost.
     *
     * @throws ProviderException of kind {@code budget} when that is more than is left, or not known
     */
    Paid pay(ModelRef model, Prompt prompt) throws ProviderException, InterruptedException {
        if (!budget.limits().any()) {
            return new Paid(prompt, Taken.NOTHING, false);
        }
        Optional<Quote> quote = prices.quote(model, prompt);
        if (quote.isEmpty() && !prices.isLocal(model)) {
            throw refused(
                    model + " was not asked: it has no price, so nobody can say whether it stays within the budget."
                            + " Set one in the configuration, in USD per million tokens: prices: {\"" + model
                            + "\": {input: ..., output: ...}}; 0 is a price too.");
        }
        if (quote.isEmpty() || isFree(quote.get())) {
            return new Paid(prompt, Taken.NOTHING, false);
        }
        Offer offer = new Offer(model, quote.get());
        try {
            Taken taken = budget.take(offer, turn).orElseThrow(() -> refused(offer.refusal()));
            return new Paid(prompt.answeredWithin(offer.answerTokens()), taken, offer.shortened());
        } catch (IOException e) {
            throw refused(
                    model + " was not asked: what was spent today cannot be read or written, so nobody can say what"
                            + " is left of budget.per_day_usd (" + e.getMessage() + ").");
        }
    }

    /**
     * Whether a request can be risked that may turn out to be for nothing: twice the most that it can cost is left, so nothing
     * that is needed is refused because of it.
     */
    boolean canRisk(ModelRef model, Prompt prompt) throws InterruptedException {
        if (!budget.limits().any()) {
            return true;
        }
        Optional<Quote> quote = prices.quote(model, prompt);
        if (quote.isEmpty()) {
            return prices.isLocal(model);
        }
        BigDecimal most = quote.get().usd(quote.get().mostAnswerTokens());
        try {
            return budget.left(turn)
                    .filter(left -> left.compareTo(most.multiply(BigDecimal.TWO)) < 0)
                    .isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    boolean isLimited() {
        return budget.limits().any();
    }

    Forecast forecast(Plan plan, Prompt prompt, TokenRates rates) {
        return Forecast.of(plan, prompt, prices, rates);
    }

    /**
     * Looks at a whole plan before its first request, which would be paid in vain if the others could not be: every model needs
     * a price, and the fewest requests with the shortest answers have to fit. What it may cost at most is told where that is more
     * than is left.
     *
     * @throws ProviderException of kind {@code budget}
     */
    void foresee(String name, Forecast forecast, Prompt prompt) throws ProviderException {
        if (!budget.limits().any()) {
            return;
        }
        BigDecimal least = BigDecimal.ZERO;
        for (Plan.Step step : forecast.plan().steps()) {
            Optional<Quote> quote = prices.quote(step.model(), prompt);
            if (quote.isPresent()) {
                int answer = Math.min(Offer.LEAST_ANSWER_TOKENS, quote.get().mostAnswerTokens());
                least = least.add(quote.get()
                        .usd(answer)
                        .multiply(BigDecimal.valueOf(step.calls().least())));
            } else if (!prices.isLocal(step.model())) {
                throw refused(name + " was not asked: " + step.model() + " has no price, so nobody can say whether it"
                        + " stays within the budget. Set one under prices in the configuration.");
            }
        }
        try {
            Optional<String> lacking = budget.lacking(least, turn);
            if (lacking.isPresent()) {
                throw refused(name + " was not asked: its "
                        + forecast.plan().calls().least()
                        + " requests would cost "
                        + Offer.dollars(least, RoundingMode.UP) + " with the shortest answers, and " + lacking.get());
            }
            Optional<BigDecimal> most = forecast.most().cost().usd();
            if (most.isPresent()) {
                budget.lacking(most.get(), turn)
                        .ifPresent(left -> problems.accept(name + " may cost up to "
                                + Offer.dollars(most.get(), RoundingMode.UP) + ", and " + left));
            }
        } catch (IOException e) {
            throw refused(name + " was not asked: what was spent today cannot be read (" + e.getMessage() + ").");
        }
    }

    private static boolean isFree(Quote quote) {
        return quote.usd(quote.mostAnswerTokens()).signum() == 0;
    }

    private static ProviderException refused(String why) {
        return new ProviderException(why, ProviderException.Details.of(ErrorKind.BUDGET, false));
    }

    /** A request that may go out. What it is not settled with stays at what was set aside. */
    final class Paid {
        private final Prompt prompt;
        private final Taken taken;
        private final boolean shortened;

        private Paid(Prompt prompt, Taken taken, boolean shortened) {
            this.prompt = prompt;
            this.taken = taken;
            this.shortened = shortened;
        }

        /** What may be asked for this money. */
        Prompt prompt() {
            return prompt;
        }

        /** Whether the answer was given less room because of the budget. */
        boolean shortened() {
            return shortened;
        }

        /** There is an answer. Without a known cost the amount set aside stays spent. */
        void settle(Cost cost) {
            BigDecimal known = cost.usd().orElse(BigDecimal.ZERO);
            settle(cost.complete() ? known : known.max(taken.usd()));
        }

        /** There is none: what a server refused, or never received, costs nothing. */
        void failed(Cost cost, ProviderException.Details details) {
            boolean refused = details.httpStatus().orElse(0) >= FIRST_ERROR_STATUS || NOT_SENT.contains(details.kind());
            if (cost.usd().isEmpty() && refused) {
                settle(BigDecimal.ZERO);
            } else {
                settle(cost);
            }
        }

        private void settle(BigDecimal usd) {
            try {
                budget.settle(taken, usd, turn);
            } catch (IOException e) {
                problems.accept("What this request cost could not be added to what was spent today: " + e.getMessage());
            }
        }
    }
}
