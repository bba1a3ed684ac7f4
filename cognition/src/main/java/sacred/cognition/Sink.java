package sacred.cognition;

import java.io.IOException;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Decision;
import sacred.timeline.Event;

/** Where a turn tells what happens. Called in order, by one of the turn's threads at a time. */
public interface Sink {

    /**
     * Keeps the event. When this returns, the event is safe, and only then may anybody be shown it.
     *
     * @throws IOException when it cannot be kept; the turn ends
     */
    void durable(Event.Durable event) throws IOException;

    /** Shows the event; never blocks for long. */
    void fleeting(Event.Fleeting event);

    /** Asks the user whether a tool may; blocks until it is decided. */
    default Decision decide(Approval approval) throws InterruptedException {
        return Approvals.NOBODY.decide(approval);
    }
}
