package sacred.app.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sacred.app.text.Size;
import sacred.app.text.Width;

/**
 * The terminal that Lanterna's screen paints on. Gathers the bytes of a frame, encoded here, until they are taken; asks the
 * terminal nothing. Moves the cursor and changes colours only when a character follows that needs it. Knows where the real
 * cursor is; after a cluster about whose width terminals disagree it does not, and says the place again.
 *
 * <p>Not thread-safe.
 */
final class CellTerminal extends ANSITerminal {

    private static final int UNKNOWN = -1;

    private final Bytes bytes = new Bytes();
    private TerminalSize size;
    private int column;
    private int row;
    private int realColumn = UNKNOWN;
    private int realRow = UNKNOWN;
    private Look pen = Look.PLAIN;
    private Look realPen;

    /** The bytes so far. */
    private static final class Bytes {
        private byte[] all = new byte[1 << 14];
        private int used;

        void add(int b) {
            if (used == all.length) {
                all = Arrays.copyOf(all, used * 2);
            }
            all[used++] = (byte) b;
        }

        void add(byte[] more) {
            for (byte b : more) {
                add(b);
            }
        }

        void ascii(String text) {
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        /** Without any String, because there are many in a frame. */
        void number(int n) {
            if (n > 9) {
                number(n / 10);
            }
            add('0' + n % 10);
        }
    }

    CellTerminal(Size size) {
        super(InputStream.nullInputStream(), OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        this.size = new TerminalSize(size.columns(), size.rows());
    }

    /** Sequences of our own, before or after what Lanterna writes. */
    void sequence(String sequence) {
        bytes.ascii(sequence);
    }

    /** Everything since the last time. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes.all, bytes.used);
        bytes.used = 0;
        return taken;
    }

    /** Forgets where the cursor is and what the pen writes: somebody else wrote to the terminal. */
    void forget() {
        realColumn = UNKNOWN;
        realPen = null;
    }

    void resized(Size now) {
        size = new TerminalSize(now.columns(), now.rows());
        onResized(size);
    }

    @Override
    protected TerminalSize findTerminalSize() {
        return size;
    }

    @Override
    public void putString(String cluster) {
        boolean plain = cluster.length() == 1 && undisputed(cluster.charAt(0));
        int width = plain ? 1 : Width.of(cluster);
        ready();
        if (cluster.length() == 1 && cluster.charAt(0) < 128) {
            bytes.add(cluster.charAt(0));
        } else {
            if (!plain && width == 2) {
                // a terminal that takes only one cell for it would leave what was in the other
                bytes.ascii("  ");
                realColumn = UNKNOWN;
                ready();
            }
            bytes.add(cluster.getBytes(StandardCharsets.UTF_8));
        }
        column += width;
        realColumn = plain && column < size.getColumns() ? column : UNKNOWN;
    }

    /** Whether every terminal gives the character exactly one cell: below the symbols that may be emoji, or a frame. */
    private static boolean undisputed(char c) {
        return c < 0x300 || c >= 0x2010 && c < 0x2028 || c >= 0x2190 && c < 0x231A || c >= 0x2500 && c < 0x25FD;
    }

    @Override
    public void putCharacter(char c) {
        putString(String.valueOf(c));
    }

    /** Makes the real cursor and the real pen what they should be. */
    private void ready() {
        if (realColumn != column || realRow != row) {
            move();
        }
        if (!pen.equals(realPen)) {
            bytes.add(pen.sequence());
            realPen = pen;
        }
    }

    private void move() {
        bytes.ascii("\033[");
        bytes.number(row + 1);
        bytes.add(';');
        bytes.number(column + 1);
        bytes.add('H');
        realColumn = column;
        realRow = row;
    }

    @Override
    public void setCursorPosition(int toColumn, int toRow) {
        column = toColumn;
        row = toRow;
    }

    /** The last word of a frame: the cursor goes where it was told to stand. */
    @Override
    public void flush() {
        if (realColumn != column || realRow != row) {
            move();
        }
    }

    @Override
    public void setCursorVisible(boolean visible) {
        bytes.ascii(visible ? "\033[?25h" : "\033[?25l");
    }

    @Override
    public void clearScreen() {
        bytes.ascii("\033[0m\033[2J");
        forget();
    }

    /** The blanks of Lanterna's own have a colour of its own. */
    @Override
    public void setForegroundColor(TextColor ink) {
        pen = ink instanceof Look look ? look : Look.PLAIN;
    }

    /** The colour behind a text and its shape are in its look. */
    @Override
    public void setBackgroundColor(TextColor ground) {}

    @Override
    public void enableSGR(SGR sgr) {}

    @Override
    public void disableSGR(SGR sgr) {}

    @Override
    public void resetColorAndSGR() {
        pen = Look.PLAIN;
    }

    /** The alternate screen is entered and left by the window, with everything else that has to be undone. */
    @Override
    public void enterPrivateMode() {}

    @Override
    public void exitPrivateMode() {}

    @Override
    public KeyStroke readInput() {
        throw new UnsupportedOperationException("keys are read by the keyboard");
    }

    @Override
    public KeyStroke pollInput() {
        return null;
    }

    @Override
    public void bell() {
        bytes.add(7);
    }
}
