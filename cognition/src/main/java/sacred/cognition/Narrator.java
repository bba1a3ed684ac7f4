package sacred.cognition;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import sacred.providers.Prices;
import sacred.providers.ToolCall;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Compaction;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ulid;

/**
 * Tells the story of one turn: measures, numbers the calls, builds the blocks and seals them in order. Calls may run beside one
 * another and report from any thread; stages begin and are sealed on the turn's own. What was seen of a call is never lost: a
 * stage that fails or stops seals its partial text.
 */
final class Narrator implements Telling {

    private final int turn;
    private final Sink sink;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Prices prices;
    private final String cache;
    private final long turnStart;
    private final List<Call> allCalls = new ArrayList<>();

    private Stage stage = Stage.ROUTE;
    private Instant stageAt;
    private long stageStart;
    private int nextCall;
    private int nextTool;
    private final List<Call> stageCalls = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    private final List<String> remarks = new ArrayList<>();
    private Optional<String> logicalModel = Optional.empty();

    /** @param cache what a call that goes out says of the cache */
    Narrator(int turn, Sink sink, InstantSource clock, LongSupplier nanos, Prices prices, String cache) {
        this.turn = turn;
        this.sink = sink;
        this.clock = clock;
        this.nanos = nanos;
        this.prices = prices;
        this.cache = cache;
        this.turnStart = nanos.getAsLong();
        this.stageAt = clock.instant();
        this.stageStart = turnStart;
    }

    /** @param command whether it is said to the program, which asks on its own account */
    void open(Asked prompt, boolean command) throws IOException {
        Block.Head head = new Block.Head(Ulid.next(stageAt), turn, stageAt, 0);
        sink.durable(new Event.Opened(new Block.Input(head, prompt.text(), command, prompt.attachments())));
    }

    synchronized void begin(Stage next) {
        stage = next;
        stageAt = clock.instant();
        stageStart = nanos.getAsLong();
        forget();
        sink.fleeting(new Event.Started(turn, next));
    }

    synchronized Stage stage() {
        return stage;
    }

    @Override
    public synchronized LiveCall call(ModelRef model, Asking.Question question, int attempt) {
        LiveCall call = numbered(this, model, question, attempt);
        started(call.index(), model, question, attempt);
        return call;
    }

    /**
     * A tool is called.
     *
     * @param waits somebody has to allow it first
     * @return its number among the tools of the turn
     */
    synchronized int toolStarted(ToolCall call, boolean waits) {
        int number = nextTool++;
        sink.fleeting(new Event.ToolStarted(turn, number, call.name(), call.arguments(), waits));
        return number;
    }

    /** A tool that had to wait runs. */
    synchronized void toolAllowed(int number, ToolCall call) {
        sink.fleeting(new Event.ToolStarted(turn, number, call.name(), call.arguments(), false));
    }

    synchronized void toolEnded(int number, ToolRun run) {
        sink.fleeting(new Event.ToolEnded(turn, number, run));
    }

    /** A request is about to go out, of which nothing is shown yet. */
    synchronized LiveCall numbered(Telling by, ModelRef model, Asking.Question question, int attempt) {
        return new LiveCall(by, nextCall++, model, question, attempt, cache);
    }

    synchronized void started(int call, ModelRef model, Asking.Question question, int attempt) {
        sink.fleeting(new Event.CallStarted(
                turn,
                call,
                model,
                question.role(),
                attempt,
                question.keeping().instance(),
                question.keeping().iteration(),
                question.keeping().within(),
                question.keeping().answers()));
    }

    @Override
    public synchronized void note(String text) {
        sink.fleeting(new Event.Note(turn, text));
    }

    @Override
    public synchronized void remark(String text) {
        remarks.add(text);
        note(text);
    }

    @Override
    public synchronized void deliberates(ModelRef logical) {
        logicalModel = Optional.of(logical.model());
    }

    @Override
    public synchronized void waiting(String why, Optional<Duration> left) {
        sink.fleeting(new Event.Waiting(turn, why, left));
    }

    synchronized void sealRoute(Routing routing) throws IOException {
        seal(new Block.Route(head(), routing.summary(), routing, stageCalls));
    }

    synchronized void sealTool(String text, List<ToolRun> tools) throws IOException {
        seal(new Block.Tool(head(), text, tools, stageCalls));
    }

    synchronized void sealFormat(String text) throws IOException {
        seal(new Block.Format(head(), text, stageCalls, arrivals.pace()));
    }

    synchronized void sealSummary(String text, Compaction compaction) throws IOException {
        seal(new Block.Format(head(), text, stageCalls, arrivals.pace(), Optional.of(compaction)));
    }

    synchronized void sealError(ErrorKind kind, boolean retryable, String text, String partial, List<ToolRun> tools)
            throws IOException {
        seal(new Block.Error(head(), text, stage, kind, retryable, partial, tools, stageCalls, arrivals.pace()));
    }

    synchronized Event.Outcome close(Event.Outcome outcome) throws IOException {
        Usage usage = Usage.sum(allCalls.stream().map(Call::usage).toList());
        Cost cost = Cost.sum(allCalls.stream().map(Call::cost).toList());
        Instant now = clock.instant();
        OptionalLong duration = OptionalLong.of(millisSince(turnStart));
        sink.durable(new Event.Closed(turn, Ulid.next(now), now, outcome, duration, usage, cost));
        return outcome;
    }

    private void seal(Block block) throws IOException {
        sink.durable(new Event.Sealed(block));
        forget();
    }

    /** What the next block does not have. */
    private void forget() {
        stageCalls.clear();
        arrivals.clear();
        remarks.clear();
        logicalModel = Optional.empty();
    }

    private Block.Head head() {
        OptionalLong took = OptionalLong.of(millisSince(stageStart));
        return new Block.Head(Ulid.next(stageAt), turn, stageAt, took, remarks, logicalModel);
    }

    /** How many requests of the stage have ended that went out in this role. */
    synchronized int calls(String role) {
        return (int) stageCalls.stream().filter(c -> c.role().equals(role)).count();
    }

    // ---- what a LiveCall reports

    @Override
    public long now() {
        return nanos.getAsLong();
    }

    @Override
    public long turnStart() {
        return turnStart;
    }

    @Override
    public synchronized void arrived(int call, String text, boolean thinking, int characters) {
        if (!thinking) {
            arrivals.add(millisSince(stageStart), characters);
        }
        sink.fleeting(new Event.Delta(turn, call, text, thinking));
    }

    @Override
    public synchronized void ended(Call call) {
        stageCalls.add(call);
        stageCalls.sort(Comparator.comparingInt(Call::index));
        allCalls.add(call);
        sink.fleeting(new Event.CallEnded(turn, call));
    }

    @Override
    public Cost cost(ModelRef asked, Optional<String> answered, Usage usage, Optional<BigDecimal> reported) {
        return prices.cost(new ModelRef(asked.provider(), answered.orElse(asked.model())), asked, usage, reported);
    }

    private long millisSince(long start) {
        return (nanos.getAsLong() - start) / 1_000_000;
    }
}
