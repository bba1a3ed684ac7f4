package sacred.app.text;

import java.text.BreakIterator;

/**
 * A walk over what a reader takes for one character each, with its columns: a letter with its marks, a flag, a family of
 * emoji. What is plain is decided by looking at two characters; only around the rest a break iterator is asked, piece by
 * piece, because it keeps a list of all the borders of the text it is given.
 *
 * <pre>{@code
 * Clusters clusters = new Clusters(text);
 * while (clusters.next()) {
 *     draw(text.substring(clusters.start(), clusters.end()), clusters.columns());
 * }
 * }</pre>
 */
public final class Clusters {

    /** How many code points of one cluster a span keeps: a cell of a kilobyte stops a terminal. */
    static final int MOST_POINTS = 16;

    private static final int PIECE_CHARS = 1024;

    private final String text;
    private BreakIterator borders;
    private int pieceStart;
    private int pieceEnd;
    private int start;
    private int end;
    private int columns;

    public Clusters(String text) {
        this.text = text;
    }

    /** Moves to the next cluster; false at the end of the text. */
    public boolean next() {
        start = end;
        if (start == text.length()) {
            return false;
        }
        char c = text.charAt(start);
        if (plain(c) && (start + 1 == text.length() || plain(text.charAt(start + 1)))) {
            end = start + 1;
            columns = c < 0x1100 ? c < ' ' ? 0 : 1 : Width.ofCluster(text, start, end);
        } else {
            end = border();
            columns = Width.ofCluster(text, start, end);
        }
        return true;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public int columns() {
        return columns;
    }

    public String text() {
        return text.substring(start, end);
    }

    /**
     * The most columns that any terminal gives it: those that do not join the characters of an emoji draw them one after the
     * other.
     */
    int spread() {
        int points = text.codePointCount(start, end);
        if (points == 1) {
            return columns;
        }
        int all = 0;
        for (int i = start; i < end; i = text.offsetByCodePoints(i, 1)) {
            boolean stands = !Width.standsOnAnother(text.codePointAt(i));
            all += stands ? Width.ofCluster(text, i, text.offsetByCodePoints(i, 1)) : 0;
        }
        return Math.max(all, columns);
    }

    private int border() {
        if (start >= pieceEnd) {
            read(PIECE_CHARS);
        }
        int border = pieceStart + borders.following(start - pieceStart);
        for (int chars = PIECE_CHARS; border == pieceEnd && undecided(); chars *= 2) {
            read(chars);
            border = pieceStart + borders.following(0);
        }
        return border;
    }

    /** Whether the last cluster of the piece may go on behind it. */
    private boolean undecided() {
        return pieceEnd < text.length() && !(plain(text.charAt(pieceEnd - 1)) && plain(text.charAt(pieceEnd)));
    }

    private void read(int chars) {
        if (borders == null) {
            borders = BreakIterator.getCharacterInstance();
        }
        int last = (int) Math.min(text.length(), (long) start + chars);
        int to = start + 1;
        while (to < last && !(plain(text.charAt(to - 1)) && plain(text.charAt(to)))) {
            to++;
        }
        pieceStart = start;
        pieceEnd = to;
        borders.setText(text.substring(pieceStart, pieceEnd));
    }

    /** Never joins a neighbour that is plain too. */
    private static boolean plain(char c) {
        return c < 0x300
                || c >= 0x370 && c < 0x483
                || c >= 0x2010 && c < 0x2028
                || c >= 0x2030 && c < 0x2060
                || c >= 0x2190 && c < 0x2C00
                || c >= 0x3041 && c < 0x3097
                || c >= 0x30A0 && c < 0x3100
                || c >= 0x3400 && c < 0xA000
                || c >= 0xFF01 && c < 0xFF61;
    }

    /**
     * The same text with clusters that a cell can hold: of each at most sixteen code points, and one that is made of
     * marks alone on a dotted circle, lest it draws on the cell to the left.
     */
    static String bounded(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String standing = Width.standsOnAnother(text.codePointAt(0)) ? "◌" + text : text;
        int row = 0;
        for (int i = 0; i < standing.length(); i++) {
            row = plain(standing.charAt(i)) ? 0 : row + 1;
            if (row == MOST_POINTS) {
                return shortened(standing);
            }
        }
        return standing;
    }

    private static String shortened(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Clusters clusters = new Clusters(text);
        while (clusters.next()) {
            int points = text.codePointCount(clusters.start, clusters.end);
            int end = points <= MOST_POINTS ? clusters.end : text.offsetByCodePoints(clusters.start, MOST_POINTS);
            out.append(text, clusters.start, end);
        }
        return out.toString();
    }
}
