package sacred.app.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import sacred.timeline.Event;

/**
 * Where a replay stands. Immutable; time passes only when somebody says so.
 *
 * @param next the step that comes next; all before it have happened
 * @param atMs the time of the script
 * @param speed 1 is the recorded rhythm; infinite is without any wait
 * @param goTo the number of a turn while it is typed
 */
public record Playback(Script script, int next, double atMs, double speed, boolean playing, Optional<String> goTo) {

    public static final double SLOWEST = 0.25;
    public static final double FASTEST = 64;

    public static Playback start(Script script, double speed) {
        return new Playback(script, 0, 0, speed, true, Optional.empty());
    }

    public boolean atEnd() {
        return next >= script.steps().size();
    }

    /** After so much time of the user's clock. */
    public Playback pass(long millis) {
        if (!playing || atEnd()) {
            return this;
        }
        if (Double.isInfinite(speed)) {
            return at(script.steps().size(), script.lengthMs());
        }
        double then = atMs + millis * speed;
        int index = next;
        while (index < script.steps().size() && script.steps().get(index).atMs() <= then) {
            index++;
        }
        return at(index, index == script.steps().size() ? script.lengthMs() : then);
    }

    /** What happened since an earlier place. Without any wait there is none that was cut short. */
    public List<Script.Step> since(Playback earlier) {
        List<Script.Step> steps = script.steps().subList(earlier.next, next);
        return Double.isInfinite(speed)
                ? steps.stream()
                        .filter(step -> !(step instanceof Script.Step.Gap))
                        .toList()
                : steps;
    }

    /** What a screen needs to see to stand here, without the way there: the durable steps, and the live turn in full. */
    public List<Script.Step> fromTheStart() {
        List<Script.Step> before = script.steps().subList(0, next);
        int tail = next;
        while (tail > 0 && !durable(before.get(tail - 1))) {
            tail--;
        }
        int border = tail;
        List<Script.Step> kept = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (i >= border || durable(before.get(i))) {
                kept.add(before.get(i));
            }
        }
        return kept;
    }

    private static boolean durable(Script.Step step) {
        return switch (step) {
            case Script.Step.Told told -> told.event() instanceof Event.Durable;
            case Script.Step.Remark _ -> true;
            case Script.Step.Gap _ -> false;
        };
    }

    public Playback toggled() {
        return new Playback(script, next, atMs, speed, !playing, goTo);
    }

    public Playback paused() {
        return new Playback(script, next, atMs, speed, false, goTo);
    }

    public Playback faster() {
        double faster = speed >= FASTEST ? Double.POSITIVE_INFINITY : speed * 2;
        return new Playback(script, next, atMs, faster, playing, goTo);
    }

    public Playback slower() {
        double slower = Double.isInfinite(speed) ? FASTEST : Math.max(SLOWEST, speed / 2);
        return new Playback(script, next, atMs, slower, playing, goTo);
    }

    /** Just after the next block. */
    public Playback forward() {
        int index = next;
        while (index < script.steps().size() && !script.isStop(index)) {
            index++;
        }
        return to(index + 1);
    }

    /** Just after the block before the last one that is there. */
    public Playback back() {
        int index = next - 1;
        while (index >= 0 && !script.isStop(index)) {
            index--;
        }
        index--;
        while (index >= 0 && !script.isStop(index)) {
            index--;
        }
        return to(index + 1);
    }

    public Playback toStart() {
        return to(0);
    }

    public Playback toEnd() {
        return to(script.steps().size());
    }

    /** Just after the prompt of a turn, from 1; the end when there is no such turn. */
    public Playback toTurn(int turn) {
        return turn >= 1 && turn <= script.turns() ? to(script.prompts().get(turn - 1) + 1) : toEnd();
    }

    /** Types at the number of a turn. */
    public Playback typing(Optional<String> turn) {
        return new Playback(script, next, atMs, speed, playing, turn);
    }

    /** How many turns have begun. */
    public int turn() {
        int found = Collections.binarySearch(script.prompts(), next);
        return found >= 0 ? found : -found - 1;
    }

    private Playback to(int index) {
        int kept = Math.max(0, Math.min(index, script.steps().size()));
        return at(kept, kept == 0 ? 0 : script.steps().get(kept - 1).atMs());
    }

    private Playback at(int index, double millis) {
        return new Playback(script, index, millis, speed, playing, goTo);
    }
}
