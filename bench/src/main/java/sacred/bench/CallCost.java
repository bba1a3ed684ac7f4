package sacred.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import sacred.cognition.Budget;
import sacred.cognition.Models;
import sacred.cognition.Recall;
import sacred.cognition.RouteMemory;
import sacred.cognition.Sink;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.langchain.LangChain;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Ledger;

/**
 * What a request costs beyond what the JDK's own client needs to fetch the same bytes from the same server: for a call, for
 * each token of its answer, and for the first call of a process. All are measured in turn with the baseline, in one run.
 * The server is in this process and sends a whole answer at once. Prints medians.
 */
public final class CallCost {

    private static final int WARM_UP = 300;
    private static final int CALLS = 400;
    static final int TOKENS = 2000;
    private static final int PROCESSES = 5;

    private CallCost() {}

    /** One way to ask for so many tokens. */
    @FunctionalInterface
    private interface Ask {
        void tokens(int count) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (Stub stub = new Stub()) {
            Ask raw = raw(stub);
            if (args.length > 0) {
                (args[0].equals("raw") ? raw : args[0].equals("model") ? model(stub) : turn(stub)).tokens(1);
                System.out.println(System.nanoTime() - start);
                return;
            }
            first();
            Ask model = model(stub);
            Ask turn = turn(stub);
            double[] one = medians(1, raw, model, turn);
            double[] many = medians(TOKENS, raw, model, turn);
            System.out.printf(
                    Locale.ROOT, "%-28s %10s %14s %14s%n", "", "java.net.http", "one request", "a whole turn");
            print("a call of 1 token", one);
            print("a call of " + TOKENS + " tokens", many);
            System.out.printf(
                    Locale.ROOT,
                    "over the baseline: %.3f ms a request, %.3f ms a turn; %.2f us a token, %.2f us in a turn%n",
                    (one[1] - one[0]) / 1e6,
                    (one[2] - one[0]) / 1e6,
                    perToken(one, many, 1),
                    perToken(one, many, 2));
        }
    }

    private static double perToken(double[] one, double[] many, int which) {
        return ((many[which] - many[0]) - (one[which] - one[0])) / 1e3 / (TOKENS - 1);
    }

    private static void print(String what, double[] nanos) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %10.3f ms %8.3f ms (%.2f) %8.3f ms (%.2f)%n",
                what,
                nanos[0] / 1e6,
                nanos[1] / 1e6,
                nanos[1] / nanos[0],
                nanos[2] / 1e6,
                nanos[2] / nanos[0]);
    }

    /** Whole processes, one after the other: from the beginning of main to the end of the answer. */
    private static void first() throws IOException, InterruptedException {
        String[] ways = {"raw", "model", "turn"};
        double[][] nanos = new double[ways.length][PROCESSES];
        for (int run = 0; run < PROCESSES; run++) {
            for (int way = 0; way < ways.length; way++) {
                Process process = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CallCost.class.getName(),
                                ways[way])
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor();
                nanos[way][run] = Double.parseDouble(said.strip());
            }
        }
        print(
                "the first call of a process",
                Arrays.stream(nanos).mapToDouble(CallCost::median).toArray());
    }

    private static double[] medians(int tokens, Ask... ways) throws Exception {
        double[][] nanos = new double[ways.length][CALLS];
        for (int call = -WARM_UP; call < CALLS; call++) {
            for (int way = 0; way < ways.length; way++) {
                long before = System.nanoTime();
                ways[way].tokens(tokens);
                nanos[way][Math.max(0, call)] = System.nanoTime() - before;
            }
        }
        return Arrays.stream(nanos).mapToDouble(CallCost::median).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Ask raw(Stub stub) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return tokens -> {
            HttpRequest request = HttpRequest.newBuilder(URI.create(stub.url() + "/chat/completions"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"tokens-" + tokens + "\",\"stream\":true}"))
                    .build();
            byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            check(body.length > tokens);
        };
    }

    private static Model at(Stub stub, String name) throws Exception {
        ProviderSettings settings = new ProviderSettings(
                "stub",
                ProviderKind.OPENAI,
                stub.url(),
                Optional.empty(),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
        return new LangChain(stub.wire).apply(settings).model(name);
    }

    private static Ask model(Stub stub) {
        return tokens -> {
            int[] seen = {0};
            at(stub, "tokens-" + tokens)
                    .ask(Prompt.of("be brief", List.of(new Message.User("hello"))), chunk -> seen[0]++);
            check(seen[0] == tokens);
        };
    }

    private static Ask turn(Stub stub) {
        Ledger ledger = new Ledger(Path.of("target", "none"), InstantSource.system(), ZoneOffset.UTC);
        Models models = new Models() {
            @Override
            public Model model(ModelRef ref) {
                try {
                    return at(stub, ref.model());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public RetryPolicy retry(String provider) {
                return RetryPolicy.DEFAULT;
            }
        };
        Turn.World world = new Turn.World(
                models,
                new Prices(Map.of()),
                new Budget(Budget.Limits.NONE, ledger, BigDecimal.ZERO),
                Toolbox.HARMLESS,
                Recall.NOTHING,
                new Tool.Context(InstantSource.system(), ZoneOffset.UTC, History.NONE),
                InstantSource.system(),
                System::nanoTime,
                new Scheduler(List.of(), System::nanoTime, Thread::sleep),
                new Random(),
                new RouteMemory(Duration.ZERO, InstantSource.system()));
        return tokens -> {
            ModelRef model = new ModelRef("stub", "tokens-" + tokens);
            TurnSettings settings =
                    new TurnSettings(model, model, model, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(10));
            check(new Turn(1, world, new Folded(), new Stop()).run("Say hello to Anna.", List.of(), settings)
                    == Event.Outcome.OK);
        };
    }

    private static void check(boolean answered) {
        if (!answered) {
            throw new IllegalStateException("not the answer that was asked for");
        }
    }

    /** The timeline in memory, as the screen has it. */
    private static final class Folded implements Sink {
        private Timeline timeline = Timeline.EMPTY;

        @Override
        public void durable(Event.Durable event) {
            timeline = timeline.apply(event);
        }

        @Override
        public void fleeting(Event.Fleeting event) {
            timeline = timeline.apply(event);
        }
    }
}
