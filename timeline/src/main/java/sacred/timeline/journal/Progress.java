package sacred.timeline.journal;

import java.io.IOException;

/** Told how far the scan of a timeline is: often, on the thread that scans, which waits for it. */
@FunctionalInterface
public interface Progress {

    /** Nobody waits to hear of it. */
    Progress UNTOLD = _ -> {};

    /**
     * @param bytes of the timeline that were looked at by now
     * @throws IOException to end the scan, which then has changed nothing
     */
    void scanned(long bytes) throws IOException;
}
