package sacred.app.term;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Span;
import sacred.app.text.Theme;

/**
 * Turns frames into the bytes that change the terminal from one to the next. Lanterna's screen knows what is shown and finds
 * the difference; rows that did not change are not even offered to it.
 *
 * <p>Not thread-safe.
 */
final class Canvas {

    static final String BEGIN = "\033[?2026h\033[?25l";
    static final String END = "\033[?2026l";
    private static final byte[] NOTHING = new byte[0];

    private final CellTerminal terminal;
    private final Shown screen;
    private final Colors colors;
    private Glyphs glyphs;
    private Theme theme;
    private Row[] shown;
    private TerminalPosition cursor;
    private boolean whole;

    /** Lanterna's screen, which can be told that it is wrong about a row. */
    private static final class Shown extends TerminalScreen {

        private static final Cell UNLIKE_ANY = new Cell("", Look.PLAIN, false);

        Shown(CellTerminal terminal) throws IOException {
            super(terminal);
        }

        void doubt(int y) {
            for (int x = 0; x < getTerminalSize().getColumns(); x++) {
                getFrontBuffer().setCharacterAt(x, y, UNLIKE_ANY);
            }
        }
    }

    /** Over a cleared screen of this size. */
    Canvas(Size size, Colors colors) {
        this.colors = colors;
        terminal = new CellTerminal(size);
        try {
            screen = new Shown(terminal);
            screen.startScreen();
        } catch (IOException e) {
            // it writes to memory
            throw new UncheckedIOException(e);
        }
        terminal.take();
        shown = new Row[size.rows()];
    }

    /** From the next frame on the screen has this size. */
    void resize(Size size) {
        terminal.resized(size);
        screen.doResizeIfNecessary();
        shown = new Row[size.rows()];
        whole = true;
    }

    /** The next frame is written as a whole, over a cleared screen. */
    void spoiled() {
        whole = true;
    }

    /** The bytes that show this frame; none when it is the one that is shown. */
    byte[] draw(Frame frame) {
        wear(frame.theme());
        boolean changed = fill(frame);
        TerminalPosition caret = caret(frame);
        if (!changed && !whole && Objects.equals(caret, cursor)) {
            return NOTHING;
        }
        cursor = caret;
        screen.setCursorPosition(caret);
        terminal.sequence(BEGIN);
        try {
            screen.refresh(whole ? RefreshType.COMPLETE : RefreshType.DELTA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        whole = false;
        terminal.sequence(END);
        return terminal.take();
    }

    private void wear(Theme now) {
        if (now != theme) {
            theme = now;
            glyphs = new Glyphs(Palette.of(now, colors));
            shown = new Row[shown.length];
        }
    }

    private TerminalPosition caret(Frame frame) {
        int column = frame.cursorColumn();
        int row = frame.cursorRow();
        boolean inside = column >= 0
                && column < screen.getTerminalSize().getColumns()
                && row >= 0
                && row < screen.getTerminalSize().getRows();
        return inside ? new TerminalPosition(column, row) : null;
    }

    private boolean fill(Frame frame) {
        boolean changed = false;
        for (int y = 0; y < shown.length; y++) {
            Row row = y < frame.rows().size() ? frame.rows().get(y) : Row.EMPTY;
            if (row != shown[y] && !row.equals(shown[y])) {
                fill(y, row);
                changed = true;
            }
            shown[y] = row;
        }
        return changed;
    }

    private void fill(int y, Row row) {
        int columns = screen.getTerminalSize().getColumns();
        int x = 0;
        for (Span span : row.spans()) {
            x = fill(x, y, columns, span);
        }
        for (; x < columns; x++) {
            screen.setCharacter(x, y, TextCharacter.DEFAULT_CHARACTER);
        }
    }

    /** Puts a span from a column on, as far as it fits; the result is the column behind it. */
    private int fill(int from, int y, int columns, Span span) {
        Glyphs.OfStyle cells = glyphs.of(span.style());
        String text = span.text();
        int x = from;
        int i = 0;
        for (; i < text.length() && x < columns && isAlone(text, i); i++) {
            screen.setCharacter(x++, y, cells.ascii(text.charAt(i)));
        }
        if (i == text.length() || x >= columns) {
            return x;
        }
        Clusters rest = new Clusters(text.substring(i));
        while (x < columns && rest.next()) {
            int width = rest.width();
            if (x + width > columns) {
                screen.setCharacter(x++, y, cells.ascii(' '));
            } else if (width > 0) {
                if (rest.disputed()) {
                    // it may spread over cells that did not change and are written only if they are thought to have
                    screen.doubt(y);
                }
                screen.setCharacter(x, y, cells.cluster(rest.cluster(), width));
                x += width;
            }
        }
        return x;
    }

    /** Whether the character is a cluster of its own: ASCII, and nothing behind it that could combine with it. */
    private static boolean isAlone(String text, int i) {
        return text.charAt(i) < 127 && (i + 1 == text.length() || text.charAt(i + 1) < 0x300);
    }
}
