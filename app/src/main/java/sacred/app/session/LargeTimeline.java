package sacred.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import sacred.cognition.TurnSettings;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Progress;
import sacred.timeline.journal.Unscanned;

/** A timeline that has not been scanned, and with what its session begins. */
record LargeTimeline(Setup setup, Unscanned timeline, TurnSettings settings, boolean asLeft, long worthBytes)
        implements Resuming {

    @Override
    public String id() {
        return timeline.id();
    }

    @Override
    public Path file() {
        return timeline.file();
    }

    @Override
    public long bytes() throws IOException {
        return timeline.bytes();
    }

    @Override
    public long unread() throws IOException {
        return timeline.unread();
    }

    @Override
    public Timeline end() throws IOException {
        return timeline.end();
    }

    @Override
    public Session open(Progress progress) throws IOException {
        Session session = setup.open(timeline.open(progress), settings, Optional.empty());
        if (asLeft) {
            session.asLeft(setup::reference);
        }
        return session;
    }

    @Override
    public void close() {
        timeline.close();
    }
}
