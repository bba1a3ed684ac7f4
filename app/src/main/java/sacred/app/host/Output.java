package sacred.app.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import sacred.app.text.Printable;

/**
 * Standard output or standard error. Text for a terminal passes the printable boundary; a file or a pipe gets the bytes as
 * they are. A reader that has gone away is remembered, not reported: what is written afterwards is dropped. Safe for
 * several threads; each write is flushed.
 */
public final class Output {

    private final OutputStream stream;
    private final boolean terminal;
    private final Printable printable = new Printable();
    private boolean broken;

    public Output(OutputStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    public boolean terminal() {
        return terminal;
    }

    /** Text that may come from anywhere; for a terminal it is made printable. Pieces of one text may come one by one. */
    public synchronized void text(String text) {
        bytes((terminal ? printable.next(text) : text).getBytes(StandardCharsets.UTF_8));
    }

    /** One line that may contain untrusted text. */
    public void line(String text) {
        text(text + "\n");
    }

    /** One line of which every part is made printable wherever it goes: for views, not for answers. */
    public void safeLine(String text) {
        text(Printable.of(text) + "\n");
    }

    public synchronized void bytes(byte[] bytes) {
        if (broken) {
            return;
        }
        try {
            stream.write(bytes);
            stream.flush();
        } catch (IOException e) {
            // EPIPE and the like: whoever read this has gone, and there is nobody left to tell
            broken = true;
        }
    }

    /** Whether the reader has gone away. */
    public synchronized boolean broken() {
        return broken;
    }
}
