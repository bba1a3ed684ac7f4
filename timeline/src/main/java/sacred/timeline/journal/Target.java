package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where the records of a journal go. */
interface Target extends Closeable {

    /**
     * Keeps whole records; they are on disk when it returns. When it throws, none of them belongs to the timeline.
     *
     * @param prev the hash of the record before; empty where there is none
     */
    void append(byte[] records, String prev) throws IOException;

    /**
     * Keeps a record of what is not sealed yet, in the place of the one before; the next append drops it. On disk when it
     * returns. Failing, it leaves the timeline as it is.
     */
    void checkpoint(byte[] record) throws IOException;

    /** What the user should know of the appends since this was asked last, a sentence each. */
    List<String> news();

    /** Keeps nothing. */
    Target NOWHERE = new Target() {
        @Override
        public void append(byte[] records, String prev) {}

        @Override
        public void checkpoint(byte[] record) {}

        @Override
        public List<String> news() {
            return List.of();
        }

        @Override
        public void close() {}
    };
}
