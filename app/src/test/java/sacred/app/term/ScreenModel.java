package sacred.app.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jline.utils.WCWidth;
import sacred.app.text.Clusters;
import sacred.app.text.Size;

/** A terminal as small as it can be: knows the sequences that a frame may hold and refuses every other. */
public final class ScreenModel {

    private static final String BLANK = " ";
    /** The right half of a wide cell. */
    private static final String HALF = "";

    final Size size;
    private final String[][] cells;
    private final boolean clustersKnown;
    private int column;
    private int row;
    private String pen = "0";
    private final String[][] pens;

    /** @param clustersKnown whether it is a modern terminal, or one that gives every code point cells of its own */
    public ScreenModel(Size size, boolean clustersKnown) {
        this.size = size;
        this.clustersKnown = clustersKnown;
        cells = new String[size.rows()][size.columns()];
        pens = new String[size.rows()][size.columns()];
        clear();
    }

    private void clear() {
        for (String[] line : cells) {
            Arrays.fill(line, BLANK);
        }
        for (String[] line : pens) {
            Arrays.fill(line, "0");
        }
    }

    /** Takes what was written; the result is the text in it, without our own sequences. */
    public String write(String bytes) {
        StringBuilder texts = new StringBuilder();
        int i = 0;
        while (i < bytes.length()) {
            if (bytes.charAt(i) == '\033') {
                int end = i + 2;
                while (bytes.charAt(end) < '@') {
                    end++;
                }
                sequence(bytes.substring(i + 2, end), bytes.charAt(end));
                i = end + 1;
            } else {
                int end = bytes.indexOf('\033', i);
                String text = bytes.substring(i, end < 0 ? bytes.length() : end);
                texts.append(text);
                text(text);
                i += text.length();
            }
        }
        return texts.toString();
    }

    private void sequence(String parameters, char last) {
        switch (last) {
            case 'H' -> {
                String[] place = parameters.split(";");
                row = Integer.parseInt(place[0]) - 1;
                column = Integer.parseInt(place[1]) - 1;
            }
            case 'm' -> pen = parameters;
            case 'J' -> clear();
            case 'h', 'l' -> {
                if (!List.of("?25", "?2026").contains(parameters)) {
                    throw new AssertionError("mode " + parameters);
                }
            }
            default -> throw new AssertionError("sequence " + parameters + last);
        }
    }

    private void text(String text) {
        if (clustersKnown) {
            Clusters clusters = new Clusters(text);
            while (clusters.next()) {
                put(clusters.text(), clusters.columns());
            }
        } else {
            ToIntFunction<Integer> width = point -> Math.max(0, WCWidth.wcwidth(point));
            text.codePoints().forEach(p -> put(Character.toString(p), width.applyAsInt(p)));
        }
    }

    private void put(String cluster, int width) {
        if (width == 0) {
            return;
        }
        // autowrap is off: what does not fit stays at the edge
        int at = Math.min(column, size.columns() - width);
        erase(at);
        if (width == 2) {
            erase(at + 1);
            set(at + 1, HALF);
        }
        set(at, cluster);
        column = Math.min(at + width, size.columns());
    }

    private void set(int at, String cluster) {
        cells[row][at] = cluster;
        pens[row][at] = pen;
    }

    /** Half a wide character cannot stay. */
    private void erase(int at) {
        if (cells[row][at].equals(HALF) && at > 0) {
            blank(at - 1);
        }
        if (at + 1 < size.columns() && cells[row][at + 1].equals(HALF)) {
            blank(at + 1);
        }
        blank(at);
    }

    private void blank(int at) {
        cells[row][at] = BLANK;
        pens[row][at] = "0";
    }

    String cell(int x, int y) {
        return cells[y][x];
    }

    String pen(int x, int y) {
        return pens[y][x];
    }

    int column() {
        return column;
    }

    int row() {
        return row;
    }

    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String[] line : cells) {
            rows.add(String.join("", line).stripTrailing());
        }
        return rows;
    }
}
