package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.edit.Completion;
import sacred.app.edit.Input;
import sacred.app.edit.ListBox;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.secret.Suspicion;
import sacred.app.text.Theme;
import sacred.app.view.LiveClock;
import sacred.app.view.Story;
import sacred.app.view.Unread;
import sacred.timeline.Event;

/** The only place where the state changes: a message in, the next state and the wished effects out. Pure. */
final class Update {

    private final Keys keys;
    private final Requests requests;
    private final TimelineKeys timeline;

    /** @param suspicion of secrets in what is sent */
    Update(Screen screen, Completion completion, Suspicion suspicion) {
        this.timeline = new TimelineKeys(screen);
        this.keys = new Keys(screen, timeline, new PromptKeys(completion, timeline, suspicion));
        this.requests = new Requests(timeline);
    }

    Step apply(State state, Msg msg) {
        return switch (msg) {
            case Msg.Typed(Input input) -> typed(state, input);
            case Msg.Resized resized -> Step.of(timeline.resized(state, resized.size()), new Effect.Redraw());
            case Msg.Happened(Event event) ->
                Step.of(happened(state, state.story().apply(event), event, state.nowMs()));
            case Msg.Said said -> Step.of(state.with(state.story().say(said.about(), said.line())));
            case Msg.Abandoned abandoned -> abandoned(state, abandoned);
            case Msg.Opened(Story story) ->
                Step.of(state.with(story).with(Reading.START).withLive(Optional.empty()));
            case Msg.Begun _ -> Step.of(state, new Effect.ReadOn());
            case Msg.Progressed(Unread now) -> Step.of(state.with(state.story().with(now)));
            case Msg.Arrived arrived -> Step.of(arrived(state, arrived));
            case Msg.Switched switched -> Step.of(switched(state.with(switched.settings()), switched.sentence()));
            case Msg.Requested requested -> requests.apply(state, requested.request());
            case Msg.Listed listed -> Step.of(listed(state, listed.purpose(), listed.entries()));
            case Msg.Seen seen -> timeline.seen(state, seen);
            case Msg.Found found -> Step.of(found(state, found));
            case Msg.FilesFound _ -> Step.of(keys.filesFound(state));
            case Msg.Asked(var approval) ->
                Step.of(state.withQuestion(Optional.of(new Question(approval, 0, state.nowMs()))));
            case Msg.Withdrawn _ -> Step.of(state.withQuestion(Optional.empty()));
            case Msg.Done _ -> done(state);
            case Msg.Edited(String text) -> written(state, text);
            case Msg.Refused refused -> refused(state, refused);
            case Msg.Doubtful(Line line, String sentence) -> Step.of(Doubting.asked(state, line, sentence, false));
            case Msg.Shown _ -> Step.of(Doubting.shown(state));
            case Msg.Failed(String why) -> Step.of(state.flashing(why));
            case Msg.Tick _ -> Step.of(tick(state));
            case Msg.Gone _ -> Step.of(state, new Effect.Leave());
        };
    }

    private Step typed(State state, Input input) {
        if (input instanceof Input.Background background) {
            State.Look look = state.look();
            Theme theme = background.dark() ? Theme.DARK : Theme.LIGHT;
            return Step.of(look.auto() ? state.with(new State.Look(theme, true, look.mouse())) : state);
        }
        // what was said is read, and must not hide what the next key means; only Ctrl+C asks for itself again
        boolean clears =
                input instanceof Input.Key key && !(key.ctrl() && key.text().equals("c"));
        State read = clears ? state.quiet() : state;
        if (state.question().isEmpty() || state.overlay().isPresent()) {
            return keys.apply(touched(read, input), input);
        }
        return state.question().get().apply(read, input).orElseGet(() -> keys.apply(touched(read, input), input));
    }

    /** A key that went elsewhere: who types is not answering. */
    private static State touched(State state, Input input) {
        boolean typed = input instanceof Input.Key || input instanceof Input.Paste;
        return typed && state.question().isPresent()
                ? state.withQuestion(state.question().map(q -> q.touched(state.nowMs())))
                : state;
    }

    private static State happened(State state, Story after, Event event, long atMs) {
        State next = state.with(after);
        Optional<LiveClock> live = switch (event) {
            case Event.Opened _ -> Optional.of(LiveClock.begin(atMs));
            case Event.Closed _ -> Optional.empty();
            case Event.Started _ -> state.live().map(clock -> clock.stage(atMs));
            case Event.CallStarted call -> state.live().map(clock -> clock.call(call.call(), atMs));
            case Event.ToolStarted tool -> state.live().map(clock -> clock.tool(tool.tool(), atMs));
            case Event.Waiting _ -> state.live().map(clock -> clock.waits(atMs));
            case Event _ -> state.live();
        };
        return next.withLive(after.timeline().live().map(_ -> live.orElseGet(() -> LiveClock.begin(atMs))));
    }

    /** Nothing that was seen is lost with it: what had arrived stays in sight, and the prompt comes back. */
    private static Step abandoned(State state, Msg.Abandoned turn) {
        List<String> said = new ArrayList<>(List.of("✗ " + turn.why()));
        state.story().timeline().live().stream()
                .flatMap(live -> live.lanes().stream())
                .flatMap(lane -> lane.text().lines())
                .forEach(said::add);
        State next = state.with(state.story().abandoned().say("", said))
                .withLive(Optional.empty())
                .flashing("this is not saved");
        return state.prompt().editor().isEmpty() && !turn.prompt().isEmpty()
                ? written(next, turn.prompt())
                : Step.of(next);
    }

    /** Who reads stays where they are. */
    private static State arrived(State state, Msg.Arrived arrived) {
        Story whole = state.story().arrived(arrived.whole(), arrived.before());
        Reading reading = arrived.before().isPresent()
                ? state.reading().behind(arrived.before().getAsInt())
                : Reading.START;
        return state.with(whole).with(reading);
    }

    private static State listed(State state, Overlay.Purpose purpose, List<ListBox.Entry> entries) {
        if (state.overlay().orElse(null) instanceof Overlay.Choosing open && open.purpose() == purpose) {
            return state.withOverlay(
                    Optional.of(new Overlay.Choosing(purpose, open.box().with(entries))));
        }
        return state;
    }

    private static State found(State state, Msg.Found found) {
        return state.overlay().orElse(null) instanceof Overlay.Search(Finding now)
                        && now.query().equals(found.query())
                ? Finding.with(state, now.found(found.hits(), found.state()))
                : state;
    }

    private static State switched(State state, String sentence) {
        return sentence.isEmpty() ? state : state.flashing(sentence);
    }

    /** The line that ran is done: the next one that waits begins. */
    private static Step done(State state) {
        return next(state.with(state.work().done()).without(Keys.STOPPING));
    }

    /** Nothing begins behind a replay: its events belong to what is shown. */
    static Step next(State idle) {
        if (idle.work().queue().isEmpty() || idle.work().busy() || idle.replay().isPresent()) {
            return Step.of(idle);
        }
        Line next = idle.work().queue().getFirst();
        return Submission.start(idle.with(idle.work().withoutFirst()), next);
    }

    /** In the prompt again, or behind Up where something else is being written by now: that stays. */
    private static Step refused(State state, Msg.Refused refused) {
        State next = state.flashing(refused.why());
        return state.prompt().editor().isEmpty() ? written(next, refused.prompt()) : Step.of(next);
    }

    static Step written(State state, String text) {
        Prompt prompt = state.prompt();
        return Step.of(state.with(prompt.with(prompt.editor().withText(text))), new Effect.KeepDraft(text));
    }

    /** Only a replay lives by the clock alone. */
    private static State tick(State state) {
        if (state.replay().isEmpty()) {
            return state;
        }
        Playback before = state.replay().get();
        Playback after = before.pass(state.nowMs() - state.tickedMs());
        return played(state.with(after).ticked(), after.since(before));
    }

    static State played(State state, List<Script.Step> steps) {
        State next = state;
        for (Script.Step step : steps) {
            next = switch (step) {
                case Script.Step.Told told ->
                    happened(next, next.story().replayed(told.event()), told.event(), told.atMs());
                case Script.Step.Remark remark -> next.with(next.story().say("", remark.text()));
                case Script.Step.Gap gap -> next.flashing(gap.text());
            };
        }
        return next;
    }
}
