package sacred.cognition;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolRunner;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ToolCall;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.ToolRun;

/**
 * One turn: input, route, tool, format, closed. Runs on the calling thread, which is meant to be a virtual one, and blocks
 * until the turn is closed. Whatever happens, the turn is closed with what was seen, unless the sink can no longer keep it.
 */
public final class Turn {

    /**
     * What a turn works with.
     *
     * @param budget of the session that the turn belongs to
     * @param toolbox what models may call
     * @param tools what tools may know
     * @param recall the answers of earlier turns
     * @param nanos a monotonic clock
     * @param scheduler through which every request goes
     * @param routes what was decided on earlier turns
     */
    public record World(
            Models models,
            Prices prices,
            Budget budget,
            Toolbox toolbox,
            Recall recall,
            Tool.Context tools,
            InstantSource clock,
            LongSupplier nanos,
            Scheduler scheduler,
            RandomGenerator random,
            RouteMemory routes) {

        /** The same world for a session with a budget of its own. */
        public World spending(Budget its) {
            return new World(models, prices, its, toolbox, recall, tools, clock, nanos, scheduler, random, routes);
        }

        /** The same world, in which no answer is given twice. */
        public World afresh() {
            return new World(
                    models,
                    prices,
                    budget,
                    toolbox,
                    recall.afresh(),
                    tools,
                    clock,
                    nanos,
                    scheduler,
                    random,
                    routes.afresh());
        }
    }

    private final World world;
    private final Sink sink;
    private final Stop stop;
    private final int number;
    private Narrator narrator;
    private ToolStage toolStage;
    private List<ToolCall> returned = List.of();
    private List<String> remarks = List.of();

    /** @param number of the turn, from 1 */
    public Turn(int number, World world, Sink sink, Stop stop) {
        this.number = number;
        this.world = world;
        this.sink = sink;
        this.stop = stop;
    }

    /**
     * Runs the turn to its end.
     *
     * @param before the conversation so far, ending with an assistant message
     * @throws IOException when an event cannot be kept
     */
    public Event.Outcome run(String prompt, List<Message> before, TurnSettings settings) throws IOException {
        return run(prompt, before, settings, RouteHealth.UNKNOWN);
    }

    /** The same, of a conversation of which all is known. */
    public Event.Outcome run(String prompt, List<Message> before, TurnSettings settings, RouteHealth health)
            throws IOException {
        return run(Asked.of(prompt), before, List.of(), settings, health);
    }

    /**
     * The same.
     *
     * @param remarks what the user should find on the answer about the conversation
     * @param health how the turns before this one were routed
     */
    public Event.Outcome run(
            Asked prompt, List<Message> before, List<String> remarks, TurnSettings settings, RouteHealth health)
            throws IOException {
        this.remarks = new ArrayList<>(remarks);
        prompt.missing().forEach(name -> this.remarks.add(Conversation.notAtHand(name)));
        return toItsEnd(prompt, false, () -> {
            List<Message> conversation = new ArrayList<>(before);
            conversation.add(new Message.User(prompt.told()));
            stages(prompt.text(), conversation, settings, health);
        });
    }

    /**
     * Runs a turn that asks for a summary of the conversation, to be told in its place from then on. It has no route and no
     * tools, because nobody decides on them. Of one that fails or is stopped no summary is sealed.
     *
     * @param instructions what the summary has to heed besides; empty for nothing
     * @param before at least one exchange
     */
    public Event.Outcome compact(String instructions, Conversation before, TurnSettings settings) throws IOException {
        String command = instructions.isEmpty() ? "/compact" : "/compact " + instructions;
        return toItsEnd(Asked.of(command), true, () -> {
            Asking asking = asking(narrator, world.budget().turn(world.prices(), narrator::note));
            new CompactStage(asking, narrator, world.models().windows()).run(before, instructions, settings);
        });
    }

    /** What a turn does between its input and its end. */
    private interface Stages {
        void run() throws IOException, StageException, InterruptedException;
    }

    private Event.Outcome toItsEnd(Asked input, boolean command, Stages stages) throws IOException {
        narrator = new Narrator(
                number,
                sink,
                world.clock(),
                world.nanos(),
                world.prices(),
                world.recall().whenAsked());
        narrator.open(input, command);
        stop.begin();
        try {
            stages.run();
            return narrator.close(Event.Outcome.OK);
        } catch (StageException e) {
            narrator.sealError(e.kind(), e.retryable(), e.getMessage(), e.partial(), List.of());
            return narrator.close(Event.Outcome.FAILED);
        } catch (InterruptedException e) {
            return stopped(e instanceof Asking.Stopped s ? s.partial() : "");
        } catch (RuntimeException e) {
            System.getLogger(Turn.class.getName())
                    .log(System.Logger.Level.ERROR, "A turn failed by a mistake of ours", e);
            String text = "This is a bug in sacred: " + e + ". The turn is kept; please report it.";
            narrator.sealError(ErrorKind.BUG, false, text, "", toolRuns());
            return narrator.close(Event.Outcome.FAILED);
        } finally {
            stop.end();
        }
    }

    /** What the model called of {@link TurnSettings.Tools#callers}: for the caller to run, once the turn is closed. */
    public List<ToolCall> returned() {
        return returned;
    }

    private void stages(String prompt, List<Message> conversation, TurnSettings settings, RouteHealth health)
            throws IOException, StageException, InterruptedException {
        Spending spending = world.budget().turn(world.prices(), narrator::note);
        Asking asking = asking(narrator, spending);
        ToolRunner runner = new ToolRunner(world.toolbox(), world.tools(), sink::decide, world.nanos());
        toolStage = new ToolStage(asking, narrator, runner);
        Held held = new Held(narrator);
        Speculation.Leave leave = new Speculation.Leave(
                world.models(),
                world.scheduler(),
                spending,
                settings,
                world.routes().rules());
        try (Speculation speculation = new Speculation(
                leave,
                asking(held, spending),
                held,
                narrator,
                routing -> question(conversation, ToolStage.Outcome.NOTHING, routing, settings))) {
            Routing routing = route(prompt, asking, settings, health, speculation);
            answer(asking, conversation, routing, settings, speculation);
        }
    }

    private void answer(
            Asking asking, List<Message> conversation, Routing routing, TurnSettings settings, Speculation speculation)
            throws IOException, StageException, InterruptedException {
        FormatStage format = new FormatStage(asking, narrator, remarks);
        TurnSettings withSingle = settings.toolsBySingle(world.models());
        TurnSettings answering = settings.answering(routing);
        if (!answering.format().isLogical()) {
            ToolStage.Outcome tools = toolStage.run(conversation, routing, withSingle);
            returned = format.run(question(conversation, tools, routing, settings), speculation);
            return;
        }
        boolean own = routing.plan().equals(Routing.TOOLS)
                && settings.tools().callers().isEmpty();
        ToolStage.Outcome tools = own ? toolStage.run(conversation, routing, withSingle) : ToolStage.Outcome.NOTHING;
        Prompt prompt = FormatStage.prompt(conversation, tools.messages(), routing.effect(), tools.instruction());
        format.pass(new StrategyStage(asking, narrator).run(prompt, answering), prompt, answering);
    }

    private static Asking.Question question(
            List<Message> conversation, ToolStage.Outcome tools, Routing routing, TurnSettings settings) {
        return FormatStage.question(conversation, tools, routing.effect(), settings.answering(routing));
    }

    private Routing route(
            String prompt, Asking asking, TurnSettings settings, RouteHealth health, Speculation speculation)
            throws IOException, InterruptedException {
        LocalDate today =
                LocalDate.ofInstant(world.clock().instant(), world.tools().zone());
        RouteModel model = new RouteModel(
                asking, narrator, world.toolbox(), world.scheduler().breakers(), world.routes(), panels(settings));
        return new RouteStage(model, narrator, world.toolbox(), stop, speculation).run(prompt, settings, today, health);
    }

    /** Whom the route may choose to answer together; nobody where the user has said who answers. */
    private List<LogicalModel> panels(TurnSettings settings) {
        return settings.answererNamed()
                ? List.of()
                : world.models().logicalNames().stream()
                        .flatMap(name -> world.models().logical(ModelRef.logical(name)).stream())
                        .toList();
    }

    private Asking asking(Telling telling, Spending spending) {
        Memory memory = new Memory(world.recall(), telling);
        return new Asking(world.models(), telling, spending, memory, world.scheduler(), world.random());
    }

    private Event.Outcome stopped(String partial) throws IOException {
        Stop.Reason reason = stop.reason().orElse(Stop.Reason.CANCELLED);
        ErrorKind kind = switch (reason) {
            case CANCELLED -> ErrorKind.CANCELLED;
            case TIMEOUT -> ErrorKind.TIMEOUT;
            case TERMINATED -> ErrorKind.INTERRUPTED;
        };
        String text = switch (reason) {
            case CANCELLED -> "Stopped by you.";
            case TIMEOUT -> "The turn timed out: no complete answer within the time given for it.";
            case TERMINATED -> "The program was ended before the answer was complete.";
        };
        narrator.sealError(kind, true, text, partial, toolRuns());
        return narrator.close(reason == Stop.Reason.CANCELLED ? Event.Outcome.CANCELLED : Event.Outcome.FAILED);
    }

    private List<ToolRun> toolRuns() {
        return narrator.stage() == Stage.TOOL ? toolStage.runs() : List.of();
    }
}
