package sacred.app.view;

import java.util.HashMap;
import java.util.Map;

/**
 * When the live turn, its stage and its calls began, on the clock of the screen; the events do not say.
 *
 * @param calls by index
 * @param waitMs when the last wait began
 */
public record LiveClock(long turnMs, long stageMs, Map<Integer, Long> calls, long waitMs) {

    public LiveClock {
        calls = Map.copyOf(calls);
    }

    public static LiveClock begin(long nowMs) {
        return new LiveClock(nowMs, nowMs, Map.of(), nowMs);
    }

    public LiveClock stage(long nowMs) {
        return new LiveClock(turnMs, nowMs, calls, waitMs);
    }

    public LiveClock call(int index, long nowMs) {
        Map<Integer, Long> more = new HashMap<>(calls);
        more.put(index, nowMs);
        return new LiveClock(turnMs, stageMs, more, waitMs);
    }

    public LiveClock waits(long nowMs) {
        return new LiveClock(turnMs, stageMs, calls, nowMs);
    }

    long callMs(int index) {
        return calls.getOrDefault(index, stageMs);
    }
}
