package sacred.app.stats;

import java.util.OptionalLong;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.RunningSum;
import sacred.timeline.Usage;

/** The calls that have something in common: their provider, model, stage, day or logical model. Not thread-safe. */
public final class Group {

    private final String name;
    private final Times firstToken = new Times();
    private final Times total = new Times();
    private long calls;
    private long failed;
    private long cancelled;
    private long cached;
    private long fellBack;
    private long reported;
    private final RunningSum sum = new RunningSum();

    Group(String name) {
        this.name = name;
    }

    /** @param wasFirst whether it was the first one of a stage that another model answered in the end */
    void add(Call call, boolean wasFirst) {
        calls++;
        failed += call.status() == Call.Status.FAILED ? 1 : 0;
        cancelled += call.status() == Call.Status.CANCELLED ? 1 : 0;
        fellBack += wasFirst ? 1 : 0;
        sum.add(call.usage(), call.cost());
        if (call.cache().equals(Call.HIT)) {
            cached++;
            return;
        }
        reported += call.usage().source() == Usage.Source.REPORTED ? 1 : 0;
        if (call.status() == Call.Status.OK) {
            call.timing().ttftMs().ifPresent(firstToken::add);
            call.timing().durationMs().ifPresent(total::add);
        }
    }

    public String name() {
        return name;
    }

    public long calls() {
        return calls;
    }

    public long failed() {
        return failed;
    }

    public long cancelled() {
        return cancelled;
    }

    /** How many were answered from the cache; their times are in no percentile. */
    public long cached() {
        return cached;
    }

    /** How often one of these was asked first and another model answered. */
    public long fellBack() {
        return fellBack;
    }

    /** How many of the calls that went out have counts of the provider itself. */
    public long reported() {
        return reported;
    }

    public Usage usage() {
        return sum.usage();
    }

    public Cost cost() {
        return sum.cost();
    }

    /** Of the calls that were answered. */
    public OptionalLong firstTokenMs(int percent) {
        return firstToken.percentile(percent);
    }

    /** Of the calls that were answered. */
    public OptionalLong totalMs(int percent) {
        return total.percentile(percent);
    }
}
