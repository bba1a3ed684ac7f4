package sacred.cognition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.cognition.strategy.Plan;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.providers.TokenRates;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * What a plan comes to before anybody is asked: bounds that hold as long as nobody is asked twice, no other model stands in and
 * answers need little escaping, and a guess between them. A model on this machine costs nothing; one without a price makes the cost unknown.
 *
 * @param unpriced the models of the plan that have no price
 */
public record Forecast(Plan plan, Amount least, Amount expected, Amount most, List<ModelRef> unpriced) {

    /** The guess of an answer: some paragraphs. */
    private static final long EXPECTED_ANSWER_TOKENS = 400;
    /** What a strategy writes around a question. */
    private static final long EXPECTED_FRAME_TOKENS = 200;

    private static final long MOST_FRAME_TOKENS = 3000;
    /** For an answer of a model of which nothing is known. */
    private static final long USUAL_MOST_ANSWER_TOKENS = 4096;

    /** Tokens in and out, and what they cost. */
    public record Amount(long input, long output, Cost cost) {
        private static Amount sum(List<Amount> parts) {
            return new Amount(
                    parts.stream().mapToLong(Amount::input).sum(),
                    parts.stream().mapToLong(Amount::output).sum(),
                    Cost.sum(parts.stream().map(Amount::cost).toList()));
        }
    }

    /** @param prompt what one model would be asked */
    public static Forecast of(Plan plan, Prompt prompt, Prices prices, TokenRates rates) {
        long bytes = PromptSize.bytes(prompt);
        long mostAnswer = plan.steps().stream()
                .mapToLong(step -> mostAnswer(step.model(), prompt, prices))
                .max()
                .orElse(USUAL_MOST_ANSWER_TOKENS);
        List<Amount> least = new ArrayList<>();
        List<Amount> expected = new ArrayList<>();
        List<Amount> most = new ArrayList<>();
        List<ModelRef> unpriced = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            ModelRef model = step.model();
            long words = PromptSize.leastTokens(prompt.messages());
            add(least, model, step.calls().least(), words, 1, prices);
            long likely = rates.tokens(model, bytes) + EXPECTED_FRAME_TOKENS + step.reads() * EXPECTED_ANSWER_TOKENS;
            add(expected, model, step.calls().expected(), likely, EXPECTED_ANSWER_TOKENS, prices);
            long longest = bytes + MOST_FRAME_TOKENS + step.reads() * mostAnswer;
            add(most, model, step.calls().most(), longest, mostAnswer(model, prompt, prices), prices);
            if (cost(model, 1, 1, prices).usd().isEmpty() && !unpriced.contains(model)) {
                unpriced.add(model);
            }
        }
        return new Forecast(plan, Amount.sum(least), Amount.sum(expected), Amount.sum(most), unpriced);
    }

    private static long mostAnswer(ModelRef model, Prompt prompt, Prices prices) {
        return prices.quote(model, prompt).map(q -> (long) q.mostAnswerTokens()).orElse(USUAL_MOST_ANSWER_TOKENS);
    }

    private static void add(List<Amount> amounts, ModelRef model, int calls, long input, long output, Prices prices) {
        if (calls == 0) {
            return;
        }
        Cost one = cost(model, input, output, prices);
        Cost all = new Cost(one.usd().map(usd -> usd.multiply(BigDecimal.valueOf(calls))), one.complete());
        amounts.add(new Amount(calls * input, calls * output, all));
    }

    private static Cost cost(ModelRef model, long input, long output, Prices prices) {
        if (prices.isLocal(model) && prices.price(model).isEmpty()) {
            return Cost.NOTHING;
        }
        Usage usage = new Usage(
                OptionalLong.of(input),
                OptionalLong.of(output),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.ESTIMATED,
                Set.of(),
                Optional.empty());
        return prices.cost(model, model, usage);
    }
}
