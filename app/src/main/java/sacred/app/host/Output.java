package sacred.app.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
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
    private UnaryOperator<String> hiding = UnaryOperator.identity();
    private boolean broken;

    public Output(OutputStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    public boolean terminal() {
        return terminal;
    }

    /** From here on no text is written before this has taken out of it what nobody may see; bytes are left alone. */
    public synchronized void hide(UnaryOperator<String> secrets) {
        hiding = secrets;
    }

    /** The text as it would be written, but for what a terminal asks for. */
    public synchronized String hidden(String text) {
        return hiding.apply(text);
    }

    /** Text that may come from anywhere; for a terminal it is made printable. Pieces of one text may come one by one. */
    public synchronized void text(String text) {
        String shown = hiding.apply(text);
        bytes((terminal ? printable.next(shown) : shown).getBytes(StandardCharsets.UTF_8));
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
