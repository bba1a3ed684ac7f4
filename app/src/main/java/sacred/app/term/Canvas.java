package sacred.app.term;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Optional;
import sacred.app.text.Clusters;
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
    private Optional<TerminalPosition> cursor = Optional.empty();
    private boolean whole;

    /**
     * Lanterna's screen, with a difference that is found in the rows that may differ; its own looks at every cell and sorts
     * those that do into a tree, which is more than half of what a full frame costs.
     */
    private static final class Shown extends TerminalScreen {

        private static final Cell UNLIKE_ANY = new Cell("", Look.PLAIN, false);

        Shown(CellTerminal terminal) throws IOException {
            super(terminal);
        }

        /** Writes the cells of these rows that differ from what is on the terminal. */
        void write(BitSet rows, CellTerminal terminal) {
            int columns = getTerminalSize().getColumns();
            for (int y = rows.nextSetBit(0); y >= 0; y = rows.nextSetBit(y + 1)) {
                for (int x = 0; x < columns; x++) {
                    TextCharacter cell = getBackBuffer().getCharacterAt(x, y);
                    if (!cell.equals(getFrontBuffer().getCharacterAt(x, y))) {
                        terminal.setCursorPosition(x, y);
                        terminal.setForegroundColor(cell.getForegroundColor());
                        terminal.putString(cell.getCharacterString());
                    }
                    x += cell.isDoubleWidth() ? 1 : 0;
                }
                getBackBuffer().copyTo(getFrontBuffer(), y, 1, 0, columns, y, 0);
            }
        }

        /** The cell of the cursor; the whole of a wide one is at its left. */
        TerminalPosition whole(int x, int y) {
            boolean half = x > 0 && getBackBuffer().getCharacterAt(x - 1, y).isDoubleWidth();
            return new TerminalPosition(half ? x - 1 : x, y);
        }

        /** What is on the terminal in this row is not what it is thought to be. */
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
        BitSet changed = fill(frame);
        Optional<TerminalPosition> caret = caret(frame);
        if (changed.isEmpty() && !whole && caret.equals(cursor)) {
            return NOTHING;
        }
        cursor = caret;
        terminal.sequence(BEGIN);
        if (whole) {
            everything();
        } else {
            screen.write(changed, terminal);
        }
        whole = false;
        cursor.ifPresent(at -> {
            terminal.setCursorPosition(at.getColumn(), at.getRow());
            terminal.flush();
            terminal.setCursorVisible(true);
        });
        terminal.sequence(END);
        return terminal.take();
    }

    private void everything() {
        try {
            screen.setCursorPosition(null);
            screen.refresh(RefreshType.COMPLETE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void wear(Theme now) {
        if (now != theme) {
            theme = now;
            glyphs = new Glyphs(Palette.of(now, colors));
            shown = new Row[shown.length];
        }
    }

    private Optional<TerminalPosition> caret(Frame frame) {
        int column = frame.cursorColumn();
        int row = frame.cursorRow();
        boolean inside = column >= 0
                && column < screen.getTerminalSize().getColumns()
                && row >= 0
                && row < screen.getTerminalSize().getRows();
        return inside ? Optional.of(screen.whole(column, row)) : Optional.empty();
    }

    /** Puts what is new into the cells; the result are the rows that have any. */
    private BitSet fill(Frame frame) {
        BitSet changed = new BitSet(shown.length);
        for (int y = 0; y < shown.length; y++) {
            Row row = y < frame.rows().size() ? frame.rows().get(y) : Row.EMPTY;
            if (row != shown[y] && !row.equals(shown[y])) {
                fill(y, row);
                changed.set(y);
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
            int width = rest.columns();
            String cluster = rest.text();
            if (x + width > columns || width == 1 && x + 1 == columns && maybeWide(cluster.codePointAt(0))) {
                screen.setCharacter(x++, y, cells.ascii(' '));
            } else if (width > 0) {
                if (cluster.codePointCount(0, cluster.length()) > 1) {
                    // a terminal that knows no clusters gives it more columns: it may spread over cells that did not
                    // change and are written only if they are thought to have
                    screen.doubt(y);
                }
                screen.setCharacter(x, y, cells.cluster(cluster, width));
                x += width;
            }
        }
        return x;
    }

    /**
     * Whether some terminal may take two cells for what we take one for: in the last column it would cover what stands before
     * it.
     */
    private static boolean maybeWide(int point) {
        return point >= 0x1F000 || point >= 0x3164 && point < 0x3250 || point > 0x1100 && !Character.isDefined(point);
    }

    /** Whether the character is a cluster of its own: ASCII, and nothing behind it that could combine with it. */
    private static boolean isAlone(String text, int i) {
        return text.charAt(i) < 127 && (i + 1 == text.length() || text.charAt(i + 1) < 0x300);
    }
}
