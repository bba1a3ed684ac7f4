package sacred.app.stats;

import java.util.Arrays;
import java.util.OptionalLong;

/** Measured times in milliseconds, and their percentiles. Not thread-safe. */
final class Times {

    private long[] all = new long[16];
    private int count;

    void add(long millis) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = millis;
    }

    /** The smallest of them that so many per cent do not exceed; empty when nothing was measured. */
    OptionalLong percentile(int percent) {
        if (count == 0) {
            return OptionalLong.empty();
        }
        long[] sorted = Arrays.copyOf(all, count);
        Arrays.sort(sorted);
        long rank = ((long) percent * count + 99) / 100;
        return OptionalLong.of(sorted[(int) Math.max(1, rank) - 1]);
    }
}
