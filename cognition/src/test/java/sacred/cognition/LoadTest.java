package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.ProviderKind;
import sacred.providers.RetryPolicy;
import sacred.providers.wire.RawServer;
import sacred.providers.wire.RawServer.Script;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ledger;
import sacred.timeline.journal.Ulid;

/** L07, L08: a hundred turns at once against one server, a third of which meets a fault, through real connections. */
@Timeout(60)
class LoadTest {

    private static final int TURNS = 100;
    private static final int LIMITED_TURNS = 12;
    private static final int PROVIDERS = 10;
    private static final long SEED = 20261125;
    private static final Limits.Rate RATE = new Limits.Rate(4, Duration.ofSeconds(2));
    private static final long MOST_GROWTH_BYTES = 64L << 20;
    private static final Pattern TURN = Pattern.compile("turn (\\d+) of model-(\\d+)");

    /** What the server does with the requests of one turn, and how many it will see. */
    private enum Fate {
        ANSWERS("stream times:100~word~ stop usage done", 1, Event.Outcome.OK),
        FAILS_ONCE("500 {} >> stream text:ok stop usage done", 2, Event.Outcome.OK),
        LIMITED_ONCE("429 [Retry-After: 0] {} >> stream text:ok stop usage done", 2, Event.Outcome.OK),
        BREAKS_BEFORE("stream rst >> stream text:ok stop usage done", 2, Event.Outcome.OK),
        EMPTY("200", 2, Event.Outcome.FAILED),
        TORN("stream text:Hel raw:data:~{'cho", 1, Event.Outcome.FAILED),
        CUT("stream text:Hel", 1, Event.Outcome.FAILED),
        REFUSES("400 {'error':{'message':'no'}}", 1, Event.Outcome.FAILED),
        FAILS("503 {}", 3, Event.Outcome.FAILED);

        private final Script[] scripts;
        private final int requests;
        private final Event.Outcome outcome;

        Fate(String wire, int requests, Event.Outcome outcome) {
            this.scripts = new WireScript(ProviderKind.OPENAI).of(wire);
            this.requests = requests;
            this.outcome = outcome;
        }
    }

    private final Map<Integer, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    private final List<Timeline> told = new CopyOnWriteArrayList<>();
    private final List<Event.Closed> ends = new CopyOnWriteArrayList<>();

    @Test
    void everyRequestReachesOneEndAndNoneIsSentThatTheFaultsDoNotExplain() throws Exception {
        Random random = new Random(SEED);
        List<Fate> fates = IntStream.range(0, TURNS)
                .mapToObj(i -> i % 10 < 3 ? Fate.values()[1 + random.nextInt(Fate.values().length - 1)] : Fate.ANSWERS)
                .toList();
        long before = usedBytes();
        try (RawServer server = new RawServer(connection -> serve(connection, fates));
                Wired wired = at(server)) {
            run(
                    TURNS,
                    world(
                            wired,
                            new Scheduler(List.of(), System::nanoTime, Thread::sleep),
                            free(),
                            new Prices(Map.of())));

            assertEquals(
                    fates.stream().mapToInt(f -> f.requests).sum(),
                    server.requests().size());
        }
        assertEquals(TURNS, ends.size());
        for (Timeline turn : told) {
            Fate fate = fates.get(number(turn));
            assertEquals(fate.requests, calls(turn).size(), fate + " " + turn.blocks());
            assertEquals(fate.requests, seen.get(number(turn)).get(), fate.toString());
            assertEquals(
                    Usage.sum(calls(turn).stream().map(Call::usage).toList()),
                    turn.closings().getLast().usage());
            assertEquals(fate.outcome, turn.closings().getLast().outcome(), fate.toString());
        }
        long growth = usedBytes() - before;
        assertTrue(growth < MOST_GROWTH_BYTES, growth + " bytes more than before");
    }

    @Test
    void noServerSeesMoreThanItsRate() throws Exception {
        warmUp();
        List<String> all = IntStream.range(0, PROVIDERS).mapToObj(i -> "p" + i).toList();
        Scheduler scheduler = new Scheduler(
                List.of(new Scheduler.Line(all, new Limits(8, Optional.of(RATE)))), System::nanoTime, Thread::sleep);
        try (RawServer server = new RawServer(connection -> serve(connection, List.of(Fate.ANSWERS)));
                Wired wired = at(server)) {
            run(LIMITED_TURNS, world(wired, scheduler, free(), new Prices(Map.of())));
        }
        assertEquals(LIMITED_TURNS, arrivals.size());
        assertWithinRate(arrivals);
    }

    @Test
    void aBudgetForSomeOfThemIsNeverOvershot() throws Exception {
        Prices prices = new Prices(
                IntStream.range(0, PROVIDERS).boxed().collect(Collectors.toMap(LoadTest::model, _ -> price())));
        BigDecimal limit = new BigDecimal("0.02");
        Ledger ledger = new Ledger(
                Path.of("target", "spending", Ulid.next(Stagehand.START)), InstantSource.system(), ZoneOffset.UTC);
        Budget budget = new Budget(
                new Budget.Limits(Optional.empty(), Optional.of(limit), Optional.of(limit)), ledger, BigDecimal.ZERO);
        try (RawServer server = new RawServer(connection -> serve(connection, List.of(Fate.ANSWERS)));
                Wired wired = at(server)) {
            run(TURNS, world(wired, new Scheduler(List.of(), System::nanoTime, Thread::sleep), budget, prices));

            List<Call> calls = told.stream().flatMap(t -> calls(t).stream()).toList();
            assertEquals(server.requests().size(), calls.size());
            BigDecimal spent =
                    Cost.sum(calls.stream().map(Call::cost).toList()).usd().orElseThrow();
            assertTrue(spent.compareTo(limit) <= 0, spent + " of " + limit);
            assertEquals(0, spent.compareTo(ledger.spent()));
        }
        assertEquals(TURNS, ends.size());
        long refused = told.stream()
                .filter(t -> t.blocks().getLast() instanceof Block.Error e && e.error() == ErrorKind.BUDGET)
                .count();
        long answered = told.stream()
                .filter(t -> t.blocks().getLast() instanceof Block.Format)
                .count();
        assertEquals(TURNS, refused + answered);
        assertTrue(refused > 0 && answered > 0, refused + " refused, " + answered + " answered");
    }

    /** The first request of a process is on its way for long: classes are loaded. */
    private void warmUp() throws IOException {
        try (RawServer server = new RawServer(Fate.FAILS_ONCE.scripts);
                Wired wired = at(server)) {
            turn(
                    world(
                            wired,
                            new Scheduler(List.of(), System::nanoTime, Thread::sleep),
                            free(),
                            new Prices(Map.of())),
                    0);
        }
        told.clear();
        ends.clear();
    }

    private void serve(RawServer.Connection connection, List<Fate> fates) throws IOException, InterruptedException {
        long now = System.nanoTime();
        Matcher m = TURN.matcher(connection.request());
        if (!m.find()) {
            throw new IOException("not one of ours: " + connection.request());
        }
        int number = Integer.parseInt(m.group(1));
        arrivals.add(now);
        int before = seen.computeIfAbsent(number, _ -> new AtomicInteger()).getAndIncrement();
        Script[] scripts = fates.get(number % fates.size()).scripts;
        scripts[Math.min(before, scripts.length - 1)].run(connection);
    }

    private void run(int turns, Turn.World world) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < turns; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    turn(world, number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void turn(Turn.World world, int number) throws IOException {
        ModelRef model = model(number % PROVIDERS);
        Told sink = new Told();
        new Turn(1, world, sink, new Stop())
                .run(
                        "Say hello, turn " + number + " of model-" + number % PROVIDERS + ".",
                        List.of(),
                        new TurnSettings(
                                model, model, model, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60)));
        told.add(sink.timeline);
        ends.addAll(sink.timeline.closings());
    }

    private static final class Told implements Sink {
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

    private static Turn.World world(Models models, Scheduler scheduler, Budget budget, Prices prices) {
        InstantSource clock = () -> Stagehand.START;
        return new Turn.World(
                models,
                prices,
                budget,
                Toolbox.HARMLESS,
                Recall.NOTHING,
                new Tool.Context(clock, ZoneOffset.UTC, History.NONE),
                clock,
                System::nanoTime,
                scheduler,
                new Random(SEED),
                new RouteMemory(Duration.ZERO, clock));
    }

    private static Wired at(RawServer server) {
        Wired wired = new Wired().retrying(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(5)));
        IntStream.range(0, PROVIDERS).forEach(i -> wired.at("p" + i, ProviderKind.OPENAI, server.url()));
        return wired;
    }

    private static ModelRef model(int provider) {
        return new ModelRef("p" + provider, "answering-model");
    }

    private static Price price() {
        return new Price(new BigDecimal("1"), new BigDecimal("10"), Optional.empty(), Optional.empty());
    }

    private static Budget free() {
        Ledger ledger = new Ledger(Path.of("target", "none"), () -> Stagehand.START, ZoneOffset.UTC);
        return new Budget(Budget.Limits.NONE, ledger, BigDecimal.ZERO);
    }

    private static int number(Timeline turn) {
        Matcher m = TURN.matcher(turn.blocks().getFirst().text());
        assertTrue(m.find());
        return Integer.parseInt(m.group(1));
    }

    private static List<Call> calls(Timeline turn) {
        return turn.blocks().stream().flatMap(b -> b.calls().stream()).toList();
    }

    /** In half of the time of the rate there is never more than the whole: that much a busy machine may hold a request up. */
    private static void assertWithinRate(Collection<Long> unsorted) {
        List<Long> times = unsorted.stream().sorted().toList();
        for (int i = RATE.requests(); i < times.size(); i++) {
            long span = times.get(i) - times.get(i - RATE.requests());
            assertTrue(span >= RATE.per().toNanos() / 2, RATE.requests() + 1 + " requests in " + span + " ns");
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime vm = Runtime.getRuntime();
        return vm.totalMemory() - vm.freeMemory();
    }
}
