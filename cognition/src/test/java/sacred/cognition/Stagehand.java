package sacred.cognition;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.Prices;
import sacred.providers.ToolCall;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Contents;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Ledger;
import sacred.timeline.journal.Ulid;

/** Runs turns over scripted models, with a clock that ticks a millisecond at each look, and keeps what was told. */
final class Stagehand implements Sink {

    static final ModelRef ANSWERS = ModelRef.parse("a:answers");
    static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    static final ModelRef ROUTES = ModelRef.parse("r:routes");

    final Scripted models = new Scripted();
    /** Who is asked, if not the scripted ones. */
    Models asked = models;

    final List<Event> events = new ArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    /** Hears of every event, on the thread of its turn. */
    Consumer<Event> heard = _ -> {};

    final Stop stop = new Stop();
    /** Its directory appears when something was paid for. */
    final Ledger ledger = new Ledger(Path.of("target", "spending", Ulid.next(START)), () -> START, ZoneOffset.UTC);

    Toolbox toolbox = Toolbox.HARMLESS;
    Approvals approvals = Approvals.NOBODY;
    Prices prices = new Prices(Map.of());
    Budget budget = new Budget(Budget.Limits.NONE, ledger, BigDecimal.ZERO);
    /** One request after the other. */
    TurnSettings settings = new TurnSettings(
                    ROUTES, ANSWERS, ANSWERS, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60))
            .with(new TurnSettings.Routes(
                    TurnSettings.Mode.RULES,
                    Duration.ofSeconds(60),
                    TurnSettings.Routes.RETRIES,
                    TurnSettings.Speculate.OFF,
                    Answerers.NONE));

    Recall recall = Recall.NOTHING;
    List<ToolCall> returned = List.of();
    /** Keeps nothing. */
    RouteMemory routes = new RouteMemory(Duration.ZERO, () -> START);

    private OptionalInt again = OptionalInt.empty();
    Timeline timeline = Timeline.EMPTY;
    private final AtomicLong nanos = new AtomicLong();
    Scheduler scheduler = new Scheduler(List.of(), nanos::get, this::pause);

    Event.Outcome ask(String prompt, Message... before) throws IOException {
        Turn turn = turn();
        try {
            return turn.run(prompt, List.of(before), settings, RouteHealth.of(timeline));
        } finally {
            returned = turn.returned();
        }
    }

    /** What a model without a limit is told of the turns before {@code turn}, without the contents of files. */
    static List<Message> told(int turn, Timeline timeline) {
        return Conversation.of(turn, timeline, OptionalLong.empty(), Contents.NONE)
                .messages();
    }

    /** Asks for a summary of all that was said. */
    Event.Outcome compact(String instructions) throws IOException {
        Conversation before = Conversation.of(timeline.nextTurn(), timeline, OptionalLong.empty(), Contents.NONE);
        return turn().compact(instructions, before, settings);
    }

    private Turn turn() {
        Turn.World world = new Turn.World(
                asked,
                prices,
                budget,
                toolbox,
                recall,
                new Tool.Context(() -> START, ZoneOffset.UTC, History.NONE),
                () -> START,
                () -> nanos.addAndGet(1_000_000),
                scheduler,
                new Random(7),
                routes);
        return new Turn(timeline.nextTurn(), world, this, stop);
    }

    /** Asks the prompt of an earlier turn once more. */
    Event.Outcome retry(int turn, String prompt) throws IOException {
        again = OptionalInt.of(turn);
        try {
            return ask(prompt);
        } finally {
            again = OptionalInt.empty();
        }
    }

    private void pause(Duration wait) {
        waits.add(wait);
        nanos.addAndGet(wait.toNanos());
    }

    void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public void durable(Event.Durable event) {
        tell(
                again.isPresent() && event instanceof Event.Opened(Block.Input input)
                        ? new Event.Opened(input.retrying(again.getAsInt()))
                        : event);
    }

    @Override
    public void fleeting(Event.Fleeting event) {
        tell(event);
    }

    @Override
    public Decision decide(Approval approval) throws InterruptedException {
        return approvals.decide(approval);
    }

    private void tell(Event event) {
        events.add(event);
        timeline = timeline.apply(event);
        heard.accept(event);
    }

    List<String> kinds() {
        return timeline.blocks().stream().map(Block::kind).toList();
    }

    <B extends Block> B only(Class<B> kind) {
        List<B> found = timeline.blocks().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind.getSimpleName() + ", there are " + found);
        }
        return found.getFirst();
    }

    List<Call> calls() {
        return timeline.blocks().stream().flatMap(b -> b.calls().stream()).toList();
    }

    List<String> notes() {
        return events.stream()
                .filter(Event.Note.class::isInstance)
                .map(e -> ((Event.Note) e).text())
                .toList();
    }
}
