package sacred.timeline.journal;

import java.util.List;
import sacred.timeline.Event;
import sacred.timeline.Live;
import sacred.timeline.Timeline;

/** The fold of the events of a file that keeps the sums and forgets the blocks. Not to be shared between threads. */
final class Folding {

    /** So many blocks are folded before they are let go again. */
    private static final int FOLDED_AT_ONCE = 1_000;

    private Timeline folded;

    Folding(Timeline begun) {
        this.folded = begun;
    }

    /** Whether the event became a part of the timeline. */
    boolean take(Event.Durable event) {
        Timeline before = folded;
        folded = Reading.next(before, event);
        boolean taken = folded.blocks().size() > before.blocks().size()
                || folded.closings().size() > before.closings().size();
        if (folded.blocks().size() > FOLDED_AT_ONCE) {
            letGo();
        }
        return taken;
    }

    private void letGo() {
        int ended = folded.closings().size();
        List<Event.Closed> last = List.copyOf(folded.closings().subList(Math.max(0, ended - 1), ended));
        folded = Timeline.counted(last, folded.totals()).reopened(folded.live().map(Live::turn));
    }

    /** Without most of its blocks and closings, of which the last are there. */
    Timeline folded() {
        return folded;
    }

    /** The turn that ended last; 0 when none has. */
    int lastClosed() {
        int ended = folded.closings().size();
        return ended == 0 ? 0 : folded.closings().turn(ended - 1);
    }
}
