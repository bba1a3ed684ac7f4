package sacred.cognition;

import java.util.ArrayDeque;
import java.util.Deque;

/** How often lately the route model asked for the very answer that the rules had expected. Any thread. */
final class TrackRecord {

    private static final int MOST = 8;
    private static final int LEAST = 3;

    private final Deque<Boolean> last = new ArrayDeque<>();

    synchronized void add(boolean agreed) {
        last.addLast(agreed);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** Whether a bet on the rules is a good one: three times at least, and three times in four, they were right. */
    synchronized boolean isGood() {
        long agreed = last.stream().filter(yes -> yes).count();
        return last.size() >= LEAST && agreed * 4 >= last.size() * 3L;
    }
}
