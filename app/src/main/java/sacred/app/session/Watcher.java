package sacred.app.session;

import java.util.Optional;
import sacred.cognition.schedule.Pause;
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

        @Override
        public void warned(String sentence) {}
    };

    /**
     * An event is on disk.
     *
     * @param record the bytes that were added to the timeline file
     */
    void sealed(Event.Durable event, byte[] record);

    void live(Event.Fleeting event);

    /** The disk has failed, and nothing is lost. Whoever can look after it should keep the sentence in sight. */
    void warned(String sentence);

    /**
     * How to wait before an event that could not be kept is tried again. Empty where nobody makes room meanwhile: the turn is
     * given up then.
     */
    default Optional<Pause> patience() {
        return Optional.empty();
    }

    /** Asks the user; blocks until it is decided. Where nobody can be asked, nothing is allowed. */
    default Decision decide(Approval approval) throws InterruptedException {
        return Approvals.NOBODY.decide(approval);
    }
}
