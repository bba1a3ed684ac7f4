package sacred.timeline;

import java.util.List;

/**
 * What calls or turns used and cost together, added up one after the other, so that none of them has to be kept; the same as
 * {@link Usage#sum} and {@link Cost#sum} of all of them. Not thread-safe.
 */
public final class RunningSum {

    private boolean begun;
    private Usage usage = Usage.NONE;
    private Cost cost = Cost.NOTHING;

    public void add(Usage used, Cost paid) {
        // the sum of nothing is a known zero, which would stay a part of every sum
        usage = Usage.sum(begun ? List.of(usage, used) : List.of(used));
        cost = Cost.sum(begun ? List.of(cost, paid) : List.of(paid));
        begun = true;
    }

    public Usage usage() {
        return usage;
    }

    public Cost cost() {
        return cost;
    }
}
