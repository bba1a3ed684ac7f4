package sacred.app.loop;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import sacred.app.edit.Candidate;
import sacred.app.edit.Completion;
import sacred.app.edit.Input;
import sacred.app.secret.Suspicion;
import sacred.app.text.Frame;
import sacred.app.text.Size;
import sacred.app.text.Theme;
import sacred.app.view.Story;
import sacred.app.view.StoryRows;
import sacred.cognition.TurnSettings;
import sacred.providers.Secret;
import sacred.providers.secret.Secrets;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/**
 * The full screen without a terminal and without a clock of its own: what happens goes in as messages, what a user sees
 * comes out as a frame. Every fact of the turns is made up here, so that a screen is the same on every machine.
 */
final class Sight {

    static final ModelRef MODEL = ModelRef.parse("openai:gpt-4.1-mini");
    static final ModelRef OTHER = ModelRef.parse("ollama:llama3.1:8b");
    static final TurnSettings SETTINGS =
            new TurnSettings(OTHER, MODEL, MODEL, List.of(), TurnSettings.Mode.AUTO, Duration.ofSeconds(5));
    static final String KEY = "q7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLs9aK2m";
    static final Suspicion SUSPICION =
            new Suspicion(Secrets.of(List.of(new Secrets.Named("key of mistral", new Secret(KEY)))));
    private static final List<Boundary> BOUNDARIES = List.of(
            new Boundary("CD-SD", 0.79),
            new Boundary("CD-CuD", 0.4),
            new Boundary("CD-ED", 0.27),
            new Boundary("SD-CuD", 0.44),
            new Boundary("SD-ED", 0.81),
            new Boundary("CuD-ED", 0.15));
    private static final Instant START = Instant.parse("2026-11-25T10:42:07Z");

    final StoryRows rows = new StoryRows(ZoneOffset.UTC);
    final Screen screen = new Screen(rows);
    final Update update;
    final List<Effect> effects = new ArrayList<>();
    /** Everything that happened, in order. */
    final List<Event> events = new ArrayList<>();

    State state;
    private int turn;
    private int nextCall;
    private int ids;

    Sight(int columns, int rows, String... preface) {
        this.update = new Update(
                screen,
                new Completion(
                        List.of(new Candidate("model", "the models", true), new Candidate("mouse", "the mouse", false)),
                        _ -> List.of(Candidate.of("openai:gpt-4.1-mini"), Candidate.of("ollama:llama3.1:8b")),
                        _ -> List.of()),
                SUSPICION);
        this.state = State.begin(
                        new Size(columns, rows),
                        new State.Look(Theme.AUTO, true, true),
                        Story.of("a1b2c3", Timeline.EMPTY, List.of(preface)),
                        0)
                .with(SETTINGS);
    }

    Sight tell(Msg msg) {
        Step step = update.apply(state, msg);
        state = step.state();
        effects.addAll(step.effects());
        return this;
    }

    Sight after(long millis) {
        state = state.at(state.nowMs() + millis);
        return this;
    }

    Sight type(String text) {
        text.codePoints().forEach(c -> tell(new Msg.Typed(Input.Key.typed(Character.toString(c)))));
        return this;
    }

    Sight press(Input.Name name) {
        return tell(new Msg.Typed(Input.Key.of(name)));
    }

    Sight ctrl(char letter) {
        return tell(new Msg.Typed(Input.Key.ctrl(letter)));
    }

    Sight paste(String text) {
        return tell(new Msg.Typed(new Input.Paste(text)));
    }

    Sight mouse(Input.Mouse.Action action, int row) {
        return tell(new Msg.Typed(new Input.Mouse(action, 5, row)));
    }

    /** Types a line and sends it. */
    Sight submit(String line) {
        return type(line).press(Input.Name.ENTER);
    }

    Sight done() {
        return tell(new Msg.Done());
    }

    /** What is in the prompt. */
    String prompt() {
        return state.prompt().editor().text();
    }

    /** The sentence in the status line; empty when there is none. */
    String flash() {
        return state.flash().map(State.Flash::text).orElse("");
    }

    /** What was to be done since it was asked for last, without what keeps drafts. */
    List<Effect> drained() {
        List<Effect> since = effects.stream()
                .filter(effect -> !(effect instanceof Effect.KeepDraft))
                .toList();
        effects.clear();
        return since;
    }

    Frame frame() {
        return screen.frame(state);
    }

    String text() {
        StringBuilder all = new StringBuilder();
        frame().rows().forEach(row -> all.append(row.text().stripTrailing()).append('\n'));
        return all.toString();
    }

    // ---- what happens

    Sight happened(Event event) {
        events.add(event);
        return tell(new Msg.Happened(event));
    }

    Sight asks(String prompt) {
        turn++;
        nextCall = 0;
        return happened(new Event.Opened(new Block.Input(head(0), prompt)));
    }

    Sight routes() {
        happened(new Event.Started(turn, Stage.ROUTE));
        Map<String, Double> domains = new LinkedHashMap<>();
        domains.put("CD", 0.71);
        domains.put("SD", 0.88);
        domains.put("CuD", 0.22);
        domains.put("ED", 0.1);
        Routing routing = new Routing(
                        Routing.Source.MODEL,
                        Routing.DIRECT,
                        "explain",
                        domains,
                        List.of(),
                        "A question about two words.")
                .with(BOUNDARIES)
                .with(Routing.Difficulty.EASY)
                .with(new Routing.Effect("SD", Optional.of(new Routing.Answerer(MODEL, "by_domain.SD"))));
        Call call = asked(call(OTHER, "route", 1, 0, 140, 310, 212, 38, Cost.UNKNOWN));
        return seals(new Block.Route(head(312), "explain → direct", routing, List.of(call)));
    }

    private static Call asked(Call c) {
        return new Call(
                c.index(),
                c.model(),
                c.modelAnswered(),
                c.role(),
                c.attempt(),
                c.timing(),
                c.usage(),
                c.cost(),
                c.finish(),
                c.status(),
                c.cache(),
                c.error(),
                c.saved(),
                new Said(
                        Optional.of("You are the router.\n\nRoute this request: \"What is the difference?\""),
                        Optional.of("{\"intent\": \"explain\", \"plan\": \"direct\"}"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalDouble.empty()));
    }

    /** The route model was asked, and its answer was of no use. */
    Sight routesByRulesAfter() {
        happened(new Event.Started(turn, Stage.ROUTE));
        Routing routing = new Routing(
                Routing.Source.RULES, Routing.DIRECT, "question", Map.of(), List.of(), "No JSON in the answer.");
        Call call = call(OTHER, "route", 1, 0, 140, 310, 212, 38, Cost.UNKNOWN);
        return seals(new Block.Route(head(312), "question → direct", routing, List.of(call)));
    }

    Sight needsNoTool() {
        happened(new Event.Started(turn, Stage.TOOL));
        return seals(new Block.Tool(head(0), "no tool needed", List.of(), List.of()));
    }

    Sight runs(ToolRun... runs) {
        happened(new Event.Started(turn, Stage.TOOL));
        Call call = call(MODEL, "tool", 1, 320, 200, 640, 412, 61, Cost.of(new BigDecimal("0.0003")));
        return seals(new Block.Tool(head(702), "", List.of(runs), List.of(call)));
    }

    /** A request goes out and text arrives. */
    Sight streams(ModelRef model, String role, String... pieces) {
        if (state.story().timeline().live().orElseThrow().stage().isEmpty()) {
            happened(new Event.Started(turn, Stage.FORMAT));
        }
        int index = nextCall++;
        happened(new Event.CallStarted(turn, index, model, role, 1));
        for (String piece : pieces) {
            happened(new Event.Delta(turn, index, piece, false));
        }
        return this;
    }

    Sight answers(String text) {
        happened(new Event.Started(turn, Stage.FORMAT));
        Call call = call(MODEL, "format", 1, 330, 180, 2500, 38, 1417, Cost.of(new BigDecimal("0.0042")));
        happened(new Event.CallStarted(turn, call.index(), MODEL, "format", 1));
        happened(new Event.Delta(turn, call.index(), text, false));
        List<Pace> pace = List.of(new Pace(180, text.codePointCount(0, text.length())));
        return seals(new Block.Format(head(2503), text, List.of(call), pace)).closes(Event.Outcome.OK);
    }

    Sight answersByFallback(String text) {
        happened(new Event.Started(turn, Stage.FORMAT));
        Call first = failed(ModelRef.parse("anthropic:claude-haiku"), 1, ErrorKind.OVERLOADED, "Overloaded", 529);
        Call call = call(OTHER, "format", 1, 900, 180, 1500, 38, 212, Cost.UNKNOWN);
        return seals(new Block.Format(head(2503), text, List.of(first, call), List.of()))
                .closes(Event.Outcome.OK);
    }

    Sight fails(ErrorKind kind, String text, String partial) {
        happened(new Event.Started(turn, Stage.FORMAT));
        boolean stopped = kind == ErrorKind.CANCELLED;
        List<Call> calls = stopped
                ? List.of(stopped())
                : List.of(
                        failed(MODEL, 1, kind, "the words of the provider", 500), failed(MODEL, 2, kind, "again", 500));
        seals(new Block.Error(head(4200), text, Stage.FORMAT, kind, true, partial, List.of(), calls, List.of()));
        return closes(stopped ? Event.Outcome.CANCELLED : Event.Outcome.FAILED);
    }

    Sight turn(String prompt, String answer) {
        return asks(prompt).routes().needsNoTool().answers(answer);
    }

    Sight seals(Block block) {
        return happened(new Event.Sealed(block));
    }

    Sight closes(Event.Outcome outcome) {
        Usage usage = usage(250, 1455);
        Cost cost = Cost.of(new BigDecimal("0.0042"));
        return happened(new Event.Closed(
                turn, "closed", START.plusSeconds(turn * 60L), outcome, OptionalLong.of(2900), usage, cost));
    }

    Sight commands(String text) {
        turn++;
        happened(new Event.Opened(new Block.Input(head(0), text, true)));
        return happened(new Event.Closed(
                turn, "closed", START, Event.Outcome.OK, OptionalLong.of(0), Usage.NONE, Cost.NOTHING));
    }

    Block.Head head(long durationMs) {
        return new Block.Head("block-" + ids++, turn, START.plusSeconds(turn * 60L), durationMs);
    }

    private Call call(
            ModelRef model,
            String role,
            int attempt,
            long start,
            long ttft,
            long duration,
            int in,
            int out,
            Cost cost) {
        return new Call(
                nextCall++,
                model,
                Optional.empty(),
                role,
                attempt,
                new Timing(start, OptionalLong.of(ttft), duration),
                usage(in, out),
                cost,
                Optional.of("stop"),
                Call.Status.OK,
                "miss",
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
    }

    private Call failed(ModelRef model, int attempt, ErrorKind kind, String words, int status) {
        return new Call(
                nextCall++,
                model,
                Optional.empty(),
                "format",
                attempt,
                new Timing(330 + 1000 * (attempt - 1), OptionalLong.empty(), 400),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.empty(),
                Call.Status.FAILED,
                "miss",
                Optional.of(new Call.Failure(kind, words, OptionalInt.of(status), true)),
                Optional.empty(),
                Said.NOTHING);
    }

    private Call stopped() {
        return new Call(
                nextCall++,
                MODEL,
                Optional.empty(),
                "format",
                1,
                new Timing(330, OptionalLong.of(180), 1200),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.empty(),
                Call.Status.CANCELLED,
                "miss",
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);
    }

    /** The end of a call that is under way; it failed when there are words of the provider. */
    Call ended(int index, Optional<String> failure) {
        return new Call(
                index,
                MODEL,
                Optional.empty(),
                "format",
                1,
                new Timing(330, OptionalLong.of(180), 1200),
                usage(38, 212),
                Cost.UNKNOWN,
                Optional.of("stop"),
                failure.isPresent() ? Call.Status.FAILED : Call.Status.OK,
                "miss",
                failure.map(words -> new Call.Failure(ErrorKind.SERVER, words, OptionalInt.of(500), true)),
                Optional.empty(),
                Said.NOTHING);
    }

    private static Usage usage(long in, long out) {
        return new Usage(
                OptionalLong.of(in),
                OptionalLong.of(out),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(),
                Optional.empty());
    }
}
