package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import sacred.providers.Message;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Quote;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.journal.Ledger;

/** Many requests at once, of several turns of several sessions, over one ledger. */
class BudgetPropertyTest {

    private static final ModelRef MODEL = ModelRef.parse("a:answers");
    private static final Prices PRICES = new Prices(
            Map.of(MODEL, new Price(new BigDecimal("3"), new BigDecimal("15"), Optional.empty(), Optional.empty())));
    private static final int SESSIONS = 2;
    private static final int CALLS = 12;

    /** What one session did: its budget, and what its turns really paid. */
    private record Run(Budget budget, List<Spending> turns, List<List<BigDecimal>> paid) {}

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void noLimitIsEverOvershotByWhatWasReallyPaid(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Path directory = Files.createTempDirectory(Path.of("target"), "spending");
        Ledger ledger = new Ledger(directory, () -> Stagehand.START, ZoneOffset.UTC);
        Budget.Limits limits = new Budget.Limits(limit(random), limit(random), limit(random));
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            runs.add(run(new Budget(limits, ledger, BigDecimal.ZERO)));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS * SESSIONS; i++) {
                Run run = runs.get(i % SESSIONS);
                int turn = random.nextInt(run.turns().size());
                long its = random.nextLong();
                calls.add(threads.submit(() -> {
                    call(run.turns().get(turn), run.paid().get(turn), new Random(its));
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }

        BigDecimal all = BigDecimal.ZERO;
        for (Run run : runs) {
            BigDecimal session = BigDecimal.ZERO;
            for (List<BigDecimal> turn : run.paid()) {
                within(limits.perTurn(), sum(turn));
                session = session.add(sum(turn));
            }
            within(limits.perSession(), session);
            all = all.add(session);
        }
        within(limits.perDay(), all);
        within(limits.perDay(), ledger.spent());
        // without any limit nothing is set aside, and a cost that nobody learns is in no sum
        assertTrue(!limits.any() || all.compareTo(ledger.spent()) <= 0, all + " of " + ledger.spent());
        delete(directory);
    }

    private static Run run(Budget budget) {
        List<Spending> turns = new ArrayList<>();
        List<List<BigDecimal>> paid = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            turns.add(budget.turn(PRICES, problem -> {
                throw new AssertionError(problem);
            }));
            paid.add(new ArrayList<>());
        }
        return new Run(budget, turns, paid);
    }

    /** No limit, nothing, or an amount that pays for some of the calls. */
    private static Optional<BigDecimal> limit(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(BigDecimal.ZERO);
            default -> Optional.of(BigDecimal.valueOf(random.nextInt(1, 600), 3));
        };
    }

    /** One request: refused, or paid for and then answered, failed or stopped. */
    private static void call(Spending turn, List<BigDecimal> paid, Random random) throws InterruptedException {
        Prompt prompt = Prompt.of("", List.of(new Message.User("x".repeat(random.nextInt(1, 4000)))));
        Quote quote = PRICES.quote(MODEL, prompt).orElseThrow();
        Spending.Paid money;
        try {
            money = turn.pay(MODEL, prompt);
        } catch (ProviderException e) {
            assertEquals(ErrorKind.BUDGET, e.kind());
            return;
        }
        Thread.yield();
        int most = money.prompt().mostAnswerTokens().orElse(quote.mostAnswerTokens());
        BigDecimal cost = random.nextInt(3) == 0
                ? quote.usd(most)
                : quote.usd(most)
                        .multiply(BigDecimal.valueOf(random.nextDouble()))
                        .setScale(9, RoundingMode.DOWN);
        int end = random.nextInt(4);
        synchronized (paid) {
            paid.add(end == 1 ? BigDecimal.ZERO : cost);
        }
        switch (end) {
            case 0 -> money.settle(Cost.UNKNOWN);
            case 1 -> money.failed(Cost.UNKNOWN, refused());
            case 2 -> money.settle(new Cost(Optional.of(cost.divide(BigDecimal.TEN)), false));
            default -> money.settle(Cost.of(cost));
        }
    }

    private static ProviderException.Details refused() {
        ProviderException.Details plain = ProviderException.Details.of(ErrorKind.RATE_LIMITED, true);
        return new ProviderException.Details(
                plain.kind(),
                OptionalInt.of(429),
                true,
                plain.retryAfter(),
                "",
                plain.usage(),
                plain.modelAnswered(),
                plain.costReported(),
                plain.ttftMs(),
                plain.finish(),
                false);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void within(Optional<BigDecimal> limit, BigDecimal spent) {
        limit.ifPresent(most -> assertTrue(spent.compareTo(most) <= 0, spent + " spent of " + most));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
