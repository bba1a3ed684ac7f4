package sacred.app.session;

import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Decision;
import sacred.timeline.Event;

/** Whoever shows a turn. Called on the turn's thread, in order. */
public interface Watcher {

    Watcher NOBODY = new Watcher() {
        @Override
        public void sealed(Event.Durable event, byte[] record) {}

        @Override
        public void live(Event.Fleeting event) {}
    };

    /**
     * An event is on disk.
     *
     * @param record the bytes that were added to the timeline file
     */
    void sealed(Event.Durable event, byte[] record);

    void live(Event.Fleeting event);

    /** Asks the user; blocks until it is decided. Where nobody can be asked, nothing is allowed. */
    default Decision decide(Approval approval) throws InterruptedException {
        return Approvals.NOBODY.decide(approval);
    }
}
