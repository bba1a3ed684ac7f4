package sacred.app.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How many columns a text takes: the one answer of the program. As a modern terminal draws it: East Asian wide characters,
 * emoji, flags and sequences take two columns, marks none of their own. The text is printable; a line feed counts nothing.
 */
public final class Width {

    private static final int VARIATION_TEXT = 0xFE0E;
    private static final int VARIATION_EMOJI = 0xFE0F;

    private Width() {}

    public static int of(String text) {
        int columns = 0;
        Clusters clusters = new Clusters(text);
        while (clusters.next()) {
            columns += clusters.columns();
        }
        return columns;
    }

    /** The longest beginning that takes at most so many columns. */
    public static String cut(String text, int columns) {
        if (text.length() * 2 <= columns) {
            return text;
        }
        int left = columns;
        Clusters clusters = new Clusters(text);
        while (clusters.next()) {
            left -= clusters.columns();
            if (left < 0) {
                return text.substring(0, clusters.start());
            }
        }
        return text;
    }

    /** Of one cluster. Marks with nothing to stand on take a column, for a cell can only be drawn where there is one. */
    static int ofCluster(String text, int start, int end) {
        int first = text.codePointAt(start);
        int columns = ofPoint(first);
        int previous = first;
        for (int i = start + Character.charCount(first); i < end; i += Character.charCount(previous)) {
            int point = text.codePointAt(i);
            if (point == VARIATION_EMOJI && Character.isEmoji(previous)) {
                columns = 2;
            } else if (point == VARIATION_TEXT && previous == first && Character.isEmoji(first)) {
                columns = 1;
            } else if (besideItsBase(point)) {
                columns++;
            } else if (!standsOnAnother(point)) {
                columns = Math.max(columns, ofPoint(point));
            }
            previous = point;
        }
        return columns;
    }

    private static int ofPoint(int point) {
        if (point < 0x1100) {
            return point < ' ' ? 0 : 1;
        }
        return Character.isEmojiPresentation(point) || Wide.contains(point) ? 2 : 1;
    }

    /** Belongs to a cluster and has a cell of its own: halfwidth voicing marks, the Thai and Lao vowel am. */
    private static boolean besideItsBase(int point) {
        return point == 0xFF9E || point == 0xFF9F || point == 0x0E33 || point == 0x0EB3;
    }

    /** Draws on the cell before it: marks, joiners, selectors. */
    static boolean standsOnAnother(int point) {
        if (point < 0x300) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            case Character.FORMAT -> point == 0x200C || point == 0x200D;
            default -> false;
        };
    }

    /** Read when the first character that may be wide is met, which in most runs is never. */
    private static final class Wide {
        private static final int[] FIRST;
        private static final int[] LAST;

        static {
            List<String[]> ranges = ranges();
            FIRST = ranges.stream().mapToInt(r -> Integer.parseInt(r[0], 16)).toArray();
            LAST = ranges.stream().mapToInt(r -> Integer.parseInt(r[1], 16)).toArray();
        }

        static boolean contains(int point) {
            int at = Arrays.binarySearch(FIRST, point);
            return at >= 0 || at < -1 && point <= LAST[-at - 2];
        }

        private static List<String[]> ranges() {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Width.class.getResourceAsStream("wide.txt"), StandardCharsets.US_ASCII))) {
                return lines.lines()
                        .filter(l -> !l.startsWith("#"))
                        .map(l -> l.split(" "))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
