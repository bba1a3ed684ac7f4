package sacred.cognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sacred.cognition.tool.Toolbox;

/**
 * What it takes to route a prompt by rules: every labelled prompt, each alone, and one of a hundred thousand characters. The
 * goal is a p99 under 1 ms. Run from the root of the repository.
 */
public final class RulesCost {

    private static final Path PROMPTS = Path.of("cognition/src/test/resources/sacred/cognition/route/rules");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final int LONG = 100_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 40;

    private RulesCost() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        RulesRouter.decide("Say hello.", TODAY, Toolbox.HARMLESS);
        System.out.printf(Locale.ROOT, "the first prompt of a process  %8.3f ms%n", (System.nanoTime() - start) / 1e6);
        List<String> prompts = new ArrayList<>();
        for (String file : List.of("prompts.tsv", "prompts-held-out.tsv")) {
            Files.readAllLines(PROMPTS.resolve(file)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t")[5])
                    .forEach(prompts::add);
        }
        print(prompts.size() + " labelled prompts", measured(prompts));
        String text = String.join(" ", prompts);
        print(
                "a prompt of " + LONG + " characters",
                measured(List.of(text.repeat(LONG / text.length() + 1).substring(0, LONG))));
    }

    private static long[] measured(List<String> prompts) {
        long[] nanos = new long[prompts.size() * ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < prompts.size(); i++) {
                long before = System.nanoTime();
                RulesRouter.decide(prompts.get(i), TODAY, Toolbox.HARMLESS);
                nanos[Math.max(0, round) * prompts.size() + i] = System.nanoTime() - before;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(String what, long[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%-30s p50 %.3f  p99 %.3f  max %.3f ms%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
