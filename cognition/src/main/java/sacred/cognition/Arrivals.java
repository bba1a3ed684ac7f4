package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import sacred.timeline.Pace;

/** When a text arrived, piece by piece. What arrives in the same millisecond is one arrival. */
final class Arrivals {

    private final List<Pace> all = new ArrayList<>();

    /** @param characters in code points */
    void add(long atMs, int characters) {
        if (!all.isEmpty() && all.getLast().atMs() == atMs) {
            all.set(all.size() - 1, new Pace(atMs, all.getLast().characters() + characters));
        } else {
            all.add(new Pace(atMs, characters));
        }
    }

    void clear() {
        all.clear();
    }

    List<Pace> pace() {
        return List.copyOf(all);
    }
}
