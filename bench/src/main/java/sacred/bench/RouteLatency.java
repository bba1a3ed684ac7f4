package sacred.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import sacred.cognition.Budget;
import sacred.cognition.Models;
import sacred.cognition.Recall;
import sacred.cognition.RouteHealth;
import sacred.cognition.RouteMemory;
import sacred.cognition.Sink;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.cognition.TurnSettings.Mode;
import sacred.cognition.TurnSettings.Speculate;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.langchain.LangChain;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Wire;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Ledger;

/**
 * What routing by a model adds to a turn: a route of 50 ms before an answer of 500 ms, with and without an answer that is begun
 * meanwhile, one turn after the other and a hundred at once, and with a route server that is gone or hangs. Everything beside
 * calls of the answering model alone, in the same run. Goals: p95 added under 20 % of the turn, under 5 % with speculation,
 * under the deadline when the route fails. With an argument only the ways whose name contains it.
 */
public final class RouteLatency {

    private static final int WARM_UP = 3;
    private static final int TURNS = 40;
    private static final int AT_ONCE = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final int PLACES = 64;
    /** A port where nobody listens. */
    private static final String GONE = "http://127.0.0.1:9/v1";

    private final RouteStub stub = new RouteStub();
    private final Connections connections = Connections.direct();
    private final Wire wire = new Wire(connections, System::nanoTime, InstantSource.system());

    private RouteLatency() throws IOException {}

    /** What happened in the turns of one way. */
    private record Run(String what, long[] nanos, List<Timeline> turns, int failed) {

        double percentile(int p) {
            return nanos[Math.min(nanos.length - 1, nanos.length * p / 100)] / 1e6;
        }
    }

    public static void main(String[] args) throws Exception {
        String wanted = args.length == 0 ? "" : args[0];
        RouteLatency bench = new RouteLatency();
        for (int atOnce : new int[] {1, AT_ONCE}) {
            System.out.printf(
                    Locale.ROOT,
                    "%n%-32s %8s %8s %8s   added p50, p95 (of the call)%n",
                    atOnce == 1 ? TURNS + " one after the other" : atOnce + " at once",
                    "p50 ms",
                    "p95 ms",
                    "failed");
            bench.compare(atOnce, wanted, "rules", "direct", Mode.RULES, Speculate.OFF);
            bench.compare(atOnce, wanted, "route, then answer", "direct", Mode.MODEL, Speculate.OFF);
            bench.compare(atOnce, wanted, "route beside answer", "direct", Mode.MODEL, Speculate.AUTO);
            bench.compare(atOnce, wanted, "they disagree: no speculation", "tools", Mode.MODEL, Speculate.OFF);
            bench.compare(atOnce, wanted, "they disagree: speculation", "tools", Mode.MODEL, Speculate.AUTO);
            bench.compare(atOnce, wanted, "route server gone", "gone", Mode.MODEL, Speculate.OFF);
            bench.compare(atOnce, wanted, "route server gone, beside", "gone", Mode.MODEL, Speculate.AUTO);
            bench.compare(atOnce, wanted, "route server hangs", "hung", Mode.MODEL, Speculate.OFF);
            bench.compare(atOnce, wanted, "route server hangs, beside", "hung", Mode.MODEL, Speculate.AUTO);
        }
        bench.connections.close();
        bench.stub.close();
    }

    /** Measures the model alone just before, because a machine is not the same from one minute to the next. */
    private void compare(int atOnce, String wanted, String what, String route, Mode mode, Speculate speculate)
            throws Exception {
        if (!what.contains(wanted)) {
            return;
        }
        Run alone = measured("the answering model alone", atOnce, this::call);
        stub.thrownAway.set(0);
        Run run = turns(what, atOnce, route, mode, speculate);
        print(alone, alone);
        print(alone, run);
        if (what.startsWith("they disagree") && speculate == Speculate.AUTO) {
            System.out.println(
                    "    for nothing: " + wasted(run) + "; the server noticed " + stub.thrownAway.get() + " tokens");
        }
    }

    private static String wasted(Run run) {
        List<Call> calls = run.turns().stream()
                .flatMap(turn -> turn.blocks().stream())
                .filter(Block.Route.class::isInstance)
                .flatMap(block -> block.calls().stream())
                .filter(call -> call.role().equals("format"))
                .toList();
        long known =
                calls.stream().filter(call -> call.usage().output().isPresent()).count();
        return calls.size() + " calls of " + run.turns().size() + " turns, of " + known + " the tokens are known";
    }

    private static void print(Run alone, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %8.1f %8.1f %8d   %7.1f ms (%5.1f %%)  %7.1f ms (%5.1f %%)%s%n",
                run.what(),
                run.percentile(50),
                run.percentile(95),
                run.failed(),
                run.percentile(50) - alone.percentile(50),
                100 * (run.percentile(50) / alone.percentile(50) - 1),
                run.percentile(95) - alone.percentile(95),
                100 * (run.percentile(95) / alone.percentile(95) - 1),
                run.turns().isEmpty() ? "" : "  " + shares(run));
    }

    private static String shares(Run run) {
        Map<String, Integer> shares = new TreeMap<>();
        run.turns()
                .forEach(turn -> RouteHealth.of(turn).shares().forEach((who, n) -> shares.merge(who, n, Integer::sum)));
        return "by " + shares;
    }

    /** One way to an answer: its turn, or nothing for a bare call. */
    private interface Ask {
        Optional<Timeline> once() throws Exception;
    }

    private Run measured(String what, int atOnce, Ask ask) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            round(atOnce, atOnce, ask, new ArrayList<>());
        }
        List<Timeline> turns = new ArrayList<>();
        long[] nanos = round(atOnce, Math.max(TURNS, atOnce), ask, turns);
        Arrays.sort(nanos);
        int failed = (int) turns.stream()
                .filter(turn -> !(turn.blocks().getLast() instanceof Block.Format))
                .count();
        return new Run(what, nanos, turns, failed);
    }

    private static long[] round(int atOnce, int count, Ask ask, List<Timeline> turns) throws Exception {
        long[] nanos = new long[count];
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads =
                atOnce == 1 ? Executors.newSingleThreadExecutor() : Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Timeline>>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        long before = System.nanoTime();
                        Optional<Timeline> turn = ask.once();
                        nanos[i] = System.nanoTime() - before;
                        return turn;
                    }))
                    .toList();
            start.countDown();
            for (Future<Optional<Timeline>> one : all) {
                one.get().ifPresent(turns::add);
            }
        }
        return nanos;
    }

    private Optional<Timeline> call() throws Exception {
        model("answer", stub.url()).ask(Prompt.of("be brief", List.of(new Message.User("hello"))), _ -> {});
        return Optional.empty();
    }

    private Run turns(String what, int atOnce, String route, Mode mode, Speculate speculate) throws Exception {
        Turn.World world = world();
        TurnSettings settings = new TurnSettings(
                        new ModelRef("routing", route),
                        new ModelRef("answering", "none"),
                        new ModelRef("answering", "answer"),
                        List.of(),
                        mode,
                        DEADLINE)
                .with(new TurnSettings.Routes(mode, DEADLINE).speculating(speculate));
        return measured(what, atOnce, () -> {
            Folded sink = new Folded();
            new Turn(1, world, sink, new Stop()).run("Good morning!", List.of(), settings);
            return Optional.of(sink.timeline);
        });
    }

    private Turn.World world() {
        Ledger ledger = new Ledger(Path.of("target", "none"), InstantSource.system(), ZoneOffset.UTC);
        Models models = new Models() {
            @Override
            public Model model(ModelRef ref) throws ProviderException {
                return RouteLatency.this.model(ref.model(), ref.model().equals("gone") ? GONE : stub.url());
            }

            @Override
            public RetryPolicy retry(String provider) {
                return RetryPolicy.DEFAULT;
            }
        };
        Limits many = new Limits(2 * PLACES, Optional.empty());
        return new Turn.World(
                models,
                new Prices(Map.of()),
                new Budget(Budget.Limits.NONE, ledger, BigDecimal.ZERO),
                Toolbox.HARMLESS,
                Recall.NOTHING,
                new Tool.Context(InstantSource.system(), ZoneOffset.UTC, History.NONE),
                InstantSource.system(),
                System::nanoTime,
                new Scheduler(
                        List.of(
                                new Scheduler.Line(List.of("routing"), many),
                                new Scheduler.Line(List.of("answering"), many)),
                        System::nanoTime,
                        Thread::sleep),
                new Random(),
                new RouteMemory(Duration.ZERO, InstantSource.system()));
    }

    private Model model(String name, String url) throws ProviderException {
        ProviderSettings settings = new ProviderSettings(
                "stub",
                ProviderKind.OPENAI,
                url,
                Optional.empty(),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
        return new LangChain(wire).apply(settings).model(name);
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
