package sacred.app.view;

import java.util.HashMap;
import java.util.Map;

/**
 * When the live turn, its stage, its calls and its tools began, on the clock of the screen; the events do not say.
 *
 * @param calls by index
 * @param tools by number; one that had to wait begins again when it runs
 * @param waitMs when the last wait began
 */
public record LiveClock(long turnMs, long stageMs, Map<Integer, Long> calls, Map<Integer, Long> tools, long waitMs) {

    public LiveClock {
        calls = Map.copyOf(calls);
        tools = Map.copyOf(tools);
    }

    public static LiveClock begin(long nowMs) {
        return new LiveClock(nowMs, nowMs, Map.of(), Map.of(), nowMs);
    }

    public LiveClock stage(long nowMs) {
        return new LiveClock(turnMs, nowMs, calls, tools, waitMs);
    }

    public LiveClock call(int index, long nowMs) {
        return new LiveClock(turnMs, stageMs, with(calls, index, nowMs), tools, waitMs);
    }

    public LiveClock tool(int number, long nowMs) {
        return new LiveClock(turnMs, stageMs, calls, with(tools, number, nowMs), waitMs);
    }

    public LiveClock waits(long nowMs) {
        return new LiveClock(turnMs, stageMs, calls, tools, nowMs);
    }

    long callMs(int index) {
        return calls.getOrDefault(index, stageMs);
    }

    long toolMs(int number) {
        return tools.getOrDefault(number, stageMs);
    }

    private static Map<Integer, Long> with(Map<Integer, Long> times, int index, long nowMs) {
        Map<Integer, Long> more = new HashMap<>(times);
        more.put(index, nowMs);
        return more;
    }
}
