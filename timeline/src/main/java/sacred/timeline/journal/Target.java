package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;

/** Where the records of a journal go. */
interface Target extends Closeable {

    /** Keeps the bytes; they are on disk when it returns. When it throws, none of them is there. */
    void append(byte[] record) throws IOException;

    /** Keeps nothing. */
    Target NOWHERE = new Target() {
        @Override
        public void append(byte[] record) {}

        @Override
        public void close() {}
    };
}
