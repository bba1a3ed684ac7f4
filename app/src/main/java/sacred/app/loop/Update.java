package sacred.app.loop;

import java.util.List;
import java.util.Optional;
import sacred.app.edit.Completion;
import sacred.app.edit.Input;
import sacred.app.edit.ListBox;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Theme;
import sacred.app.view.LiveClock;
import sacred.app.view.Story;
import sacred.timeline.Event;

/** The only place where the state changes: a message in, the next state and the wished effects out. Pure. */
final class Update {

    private final Keys keys;
    private final Requests requests;
    private final TimelineKeys timeline;

    Update(Screen screen, Completion completion) {
        this.timeline = new TimelineKeys(screen);
        this.keys = new Keys(screen, timeline, new PromptKeys(completion, timeline));
        this.requests = new Requests(timeline);
    }

    Step apply(State state, Msg msg) {
        return switch (msg) {
            case Msg.Typed(Input input) -> typed(state, input);
            case Msg.Resized resized -> Step.of(timeline.resized(state, resized.size()), new Effect.Redraw());
            case Msg.Happened(Event event) ->
                Step.of(happened(state, state.story().apply(event), event, state.nowMs()));
            case Msg.Said said -> Step.of(state.with(state.story().say(said.about(), said.line())));
            case Msg.Abandoned abandoned -> Step.of(abandoned(state, abandoned));
            case Msg.Opened(Story story) ->
                Step.of(state.with(story).with(Reading.START).withLive(Optional.empty()));
            case Msg.Switched switched -> Step.of(state.with(switched.settings()));
            case Msg.Requested requested -> requests.apply(state, requested.request());
            case Msg.Listed listed -> Step.of(listed(state, listed.purpose(), listed.entries()));
            case Msg.Done _ -> done(state);
            case Msg.Edited edited -> Step.of(edited(state, edited));
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
        return keys.apply(state, input);
    }

    private static State happened(State state, Story after, Event event, long atMs) {
        State next = state.with(after);
        Optional<LiveClock> live = switch (event) {
            case Event.Opened _ -> Optional.of(LiveClock.begin(atMs));
            case Event.Closed _ -> Optional.empty();
            case Event.Started _ -> state.live().map(clock -> clock.stage(atMs));
            case Event.CallStarted call -> state.live().map(clock -> clock.call(call.call(), atMs));
            case Event _ -> state.live();
        };
        return next.withLive(after.timeline().live().map(_ -> live.orElseGet(() -> LiveClock.begin(atMs))));
    }

    /** Nothing that was seen is lost with it: what had arrived stays in sight, and the prompt comes back. */
    private static State abandoned(State state, Msg.Abandoned turn) {
        List<String> seen = state.story().timeline().live().stream()
                .flatMap(live -> live.lanes().stream())
                .flatMap(lane -> lane.text().lines())
                .toList();
        Story story = state.story().abandoned().say("", "✗ " + turn.why());
        for (String line : seen) {
            story = story.say("", line);
        }
        Prompt prompt = state.prompt();
        State next = state.with(story).withLive(Optional.empty()).flashing("this turn is not saved");
        return prompt.editor().isEmpty() ? next.with(prompt.with(prompt.editor().withText(turn.prompt()))) : next;
    }

    private static State listed(State state, Overlay.Purpose purpose, List<ListBox.Entry> entries) {
        if (state.overlay().orElse(null) instanceof Overlay.Choosing open && open.purpose() == purpose) {
            return state.withOverlay(
                    Optional.of(new Overlay.Choosing(purpose, open.box().with(entries))));
        }
        return state;
    }

    /** The line that ran is done: the next one that waits begins. */
    private static Step done(State state) {
        State idle = state.with(state.work().done()).without(Keys.STOPPING);
        if (idle.work().queue().isEmpty()) {
            return Step.of(idle);
        }
        Line next = idle.work().queue().getFirst();
        return Submission.start(idle.with(idle.work().withoutFirst()), next);
    }

    /** What comes back with a problem replaces no draft for good: Up brings that one back. */
    private static State edited(State state, Msg.Edited edited) {
        Prompt now = state.prompt();
        boolean other = !now.editor().isEmpty()
                && !edited.text().equals(Optional.of(now.editor().expanded()));
        Prompt prompt =
                edited.problem().isPresent() && other ? now.gone(now.editor().expanded()) : now;
        State next = edited.text()
                .map(text -> state.with(prompt.with(prompt.editor().withText(text))))
                .orElse(state);
        return edited.problem().map(next::flashing).orElse(next);
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
