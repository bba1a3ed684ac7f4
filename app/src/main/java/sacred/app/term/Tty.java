package sacred.app.term;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import sacred.app.text.Size;

/** The terminal as a device, without any idea of what is on it. Replaced in tests. Safe for several threads. */
interface Tty extends AutoCloseable {

    /**
     * What is typed from now on. Reading blocks; an interrupt ends it, closes the channel and takes nothing out of the
     * device, so that somebody else can read on.
     */
    ReadableByteChannel keys() throws IOException;

    /** In one write. */
    void write(byte[] bytes) throws IOException;

    /** As the device knows it; the terminal itself is never asked. */
    Size size();

    /** Every key is bytes for us: no echo, no lines, no signals. */
    void raw();

    /** As the shell had it. An interrupt that is meant for another program in front does not end ours. */
    void cooked();

    /** Runs the action, on any thread, whenever the size may have changed. */
    void onResize(Runnable action);

    /** Runs the action instead of stopping, when somebody asks the process to stop. */
    void onStop(Runnable action);

    /** Stops the whole process group, since the launcher waits beside us; returns when it is continued. */
    void stop() throws IOException, InterruptedException;

    @Override
    void close();
}
