package sacred.app.term;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import sacred.app.text.Size;

/**
 * The terminal that the program was started on. JLine knows its settings and its size; its own reader is not used, because it
 * holds a lock while it waits for a key, and closing the terminal then waits for ever.
 */
final class JLineTty implements Tty {

    private static final Size SMALLEST = new Size(80, 24);

    private final Terminal terminal;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Attributes shell;
    /** Signals that mean something else while we are here, with what they meant before. */
    private final Map<String, Object> before = new HashMap<>();

    private Runnable onStop = () -> {};

    private JLineTty(Terminal terminal) {
        this.terminal = terminal;
        this.shell = terminal.getAttributes();
    }

    /** Fails where standard input or output is no terminal. */
    static JLineTty open() throws IOException {
        try {
            return new JLineTty(TerminalBuilder.builder()
                    .system(true)
                    .provider("jni")
                    .dumb(false)
                    // no capability is used, and the entries of others make JLine start a program to look them up
                    .type("xterm-256color")
                    .graphemeCluster(false)
                    .nativeSignals(false)
                    .build());
        } catch (IllegalStateException e) {
            throw new IOException("there is no terminal", e);
        }
    }

    /** The controlling terminal is opened anew each time: an interrupt closes the channel, and 0 must stay open. */
    @Override
    public ReadableByteChannel keys() throws IOException {
        try {
            return FileChannel.open(Path.of("/dev/tty"), StandardOpenOption.READ);
        } catch (IOException e) {
            return FileChannel.open(Path.of("/dev/stdin"), StandardOpenOption.READ);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public Size size() {
        org.jline.terminal.Size now = terminal.getSize();
        // a serial line does not know
        return now.getColumns() > 0 && now.getRows() > 0 ? new Size(now.getColumns(), now.getRows()) : SMALLEST;
    }

    @Override
    public synchronized void raw() {
        Attributes raw = new Attributes(shell);
        raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN, LocalFlag.ISIG), false);
        raw.setInputFlags(
                EnumSet.of(InputFlag.ICRNL, InputFlag.INLCR, InputFlag.IGNCR, InputFlag.IXON, InputFlag.ISTRIP), false);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(raw);
        giveBack("INT");
    }

    @Override
    public synchronized void cooked() {
        terminal.setAttributes(shell);
        take("INT", () -> {});
    }

    @Override
    public synchronized void onResize(Runnable action) {
        take("WINCH", action);
    }

    @Override
    public synchronized void onStop(Runnable action) {
        onStop = action;
        take("TSTP", action);
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        synchronized (this) {
            giveBack("TSTP");
        }
        try {
            ProcessBuilder kill = new ProcessBuilder("kill", "-TSTP", "0");
            // it needs nothing of it, and there may be keys in it
            kill.environment().clear();
            kill.start().waitFor();
        } finally {
            onStop(onStop);
        }
    }

    private void take(String signal, Runnable action) {
        Object was = Signals.register(signal, action);
        before.putIfAbsent(signal, was);
    }

    private void giveBack(String signal) {
        Object was = before.remove(signal);
        if (was != null) {
            Signals.unregister(signal, was);
        }
    }

    @Override
    public synchronized void close() {
        try {
            terminal.setAttributes(shell);
        } catch (IllegalStateException e) {
            // at the end of the JVM a hook of JLine may come first; it has put back the same settings
        }
        for (String signal : before.keySet().toArray(new String[0])) {
            giveBack(signal);
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // the terminal has gone; there is nothing left to restore
        }
    }
}
