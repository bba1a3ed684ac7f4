package sacred.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import sacred.cognition.TurnSettings;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Progress;
import sacred.timeline.journal.Unscanned;

/**
 * A session that is there once its timeline, which is large, has been read. Until then the end of the timeline can be looked at.
 * The lock is taken; {@link #open} or {@link #close} ends this.
 */
public interface Resuming {

    String id();

    Path file();

    long bytes() throws IOException;

    /** Reading less than this is not worth a screen of its own. */
    long worthBytes();

    /** How much has to be read first. */
    long unread() throws IOException;

    /** As {@link Unscanned#end}. */
    Timeline end() throws IOException;

    /** Blocks for as long as the reading takes; what fails or is ended gives up the lock. */
    Session open(Progress progress) throws IOException;

    /** Of what was not opened. */
    void close();

    /**
     * Empty for every timeline that is not large, which is opened as it always was.
     *
     * @param settings who answers unless the timeline says something else
     * @param asLeft whether it goes on with the models that the timeline was left with
     */
    static Optional<Resuming> of(Setup setup, Target target, TurnSettings settings, boolean asLeft, long worthBytes)
            throws IOException {
        return target.unscanned(setup.host(), worthBytes)
                .map(timeline -> new LargeTimeline(setup, timeline, settings, asLeft, worthBytes));
    }
}
