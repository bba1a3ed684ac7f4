package sacred.app.session;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sacred.cognition.Sink;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;
import sacred.timeline.Event;
import sacred.timeline.journal.Journal;

/**
 * What a turn tells, on its way: disk first, then the fold, then the eyes.
 *
 * @param wall in force at this moment
 */
record Recorder(Journal journal, Supplier<Wall> wall, Consumer<Event> fold, Permissions permissions, Watcher watcher)
        implements Sink {

    @Override
    public void durable(Event.Durable told) throws IOException {
        Event.Durable event = wall.get().durable(told);
        byte[] record = journal.append(event);
        fold.accept(event);
        watcher.sealed(event, record);
    }

    @Override
    public void fleeting(Event.Fleeting told) {
        Event.Fleeting event = wall.get().fleeting(told);
        fold.accept(event);
        watcher.live(event);
    }

    @Override
    public Decision decide(Approval approval) throws InterruptedException {
        return permissions.decide(approval, watcher::decide);
    }
}
