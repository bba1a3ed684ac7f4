package sacred.app.loop;

import java.time.ZoneId;
import java.util.List;
import java.util.function.ObjLongConsumer;
import sacred.app.edit.Completion;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.secret.Suspicion;
import sacred.app.text.Frame;
import sacred.app.text.Size;
import sacred.app.text.Theme;
import sacred.app.view.LiveView;
import sacred.app.view.Story;
import sacred.app.view.StoryRows;
import sacred.timeline.Timeline;

/**
 * A replay as the frames that somebody sees who watches it in its recorded rhythm and presses no key: the same states, the same
 * screen, without a terminal, a clock or a wait. For one thread.
 *
 * @param name what the header calls the timeline
 */
public record Recording(Size size, String name, ZoneId zone) {

    /** Twenty frames a second are enough to read along, and a recording stays small. */
    static final long LEAST_MS = 50;

    /** @param frames takes each frame with its milliseconds since the beginning, in order; the last is the end as it stays */
    public void play(Script script, ObjLongConsumer<Frame> frames) {
        Screen screen = new Screen(new StoryRows(zone));
        Update update =
                new Update(screen, new Completion(List.of(), _ -> List.of(), _ -> List.of()), Suspicion.OF_SHAPES);
        State state = State.begin(
                        size, new State.Look(Theme.AUTO, false, false), Story.of(name, Timeline.EMPTY, List.of()), 0)
                .with(Playback.start(script, 1))
                .ticked();
        frames.accept(screen.frame(state), 0);
        while (!playback(state).atEnd()) {
            state = update.apply(state.at(next(state)), new Msg.Tick()).state();
            frames.accept(screen.frame(state), state.nowMs());
        }
        if (state.flash().isPresent()) {
            State quiet = state.at(state.flash().get().untilMs());
            frames.accept(screen.frame(quiet), quiet.nowMs());
        }
    }

    /** When something is to be seen next: a step of the script, or a clock on the screen that runs. */
    private static long next(State state) {
        Playback playback = playback(state);
        long step = playback.script().steps().get(playback.next()).atMs();
        long clock = state.live().isPresent() ? state.nowMs() + LiveView.STEP_MS : Long.MAX_VALUE;
        return Math.max(state.nowMs() + LEAST_MS, Math.min(step, clock));
    }

    private static Playback playback(State state) {
        return state.replay().orElseThrow();
    }
}
