package sacred.cognition;

import java.util.Optional;

/**
 * Notices that a model goes round in circles: the same piece of text again and again, or sentences that differ only in
 * numbers, case or punctuation. A text is followed piece by piece; the cost of a character does not grow with the text.
 *
 * <p>Exactness first: a table, a drawing or a list must never be taken for a circle. So a short piece has to come 150 times
 * over at least 600 characters, a long one 50 times, and sentences that are only alike a thousand times. A run of one
 * character is none: it may be a line, a rule, padding.
 *
 * <p>How: the last characters are looked at backwards with the failure function of Knuth, Morris and Pratt, which knows the
 * shortest period of every tail at once. A tail of n characters is looked at every n/8 characters, for each n.
 */
final class Repetition {

    private static final int SHORT_TIMES = 150;
    private static final int LONG_TIMES = 50;
    private static final int LONG_CHARS = 80;
    private static final int LEAST_CHARS = 600;
    private static final int SMALLEST_TAIL = 1024;
    private static final int LARGEST_TAIL = 32 * 1024;
    private static final int LOOKS_A_TAIL = 8;
    /** A piece of this size is no step of a model that could be stopped: a server has sent it as a whole. */
    private static final int WHOLE_CHARS = 4096;

    private static final int QUOTED_CHARS = 60;

    private final StringBuilder tail = new StringBuilder();
    private final Likeness likeness = new Likeness();
    private long characters;

    /**
     * What the text has come to with this piece.
     *
     * @return what is repeated, as a sentence without its subject and its end; empty while all is well
     */
    Optional<String> with(String piece) {
        if (piece.length() >= WHOLE_CHARS) {
            tail.setLength(0);
            characters = 0;
            return Optional.empty();
        }
        for (int at = 0; at < piece.length(); ) {
            long untilLook = SMALLEST_TAIL / LOOKS_A_TAIL - characters % (SMALLEST_TAIL / LOOKS_A_TAIL);
            int end = (int) Math.min(piece.length(), at + untilLook);
            tail.append(piece, at, end);
            characters += end - at;
            at = end;
            Optional<String> found = look();
            if (found.isPresent()) {
                return found;
            }
        }
        return likeness.with(piece);
    }

    private Optional<String> look() {
        if (tail.length() > 2 * LARGEST_TAIL) {
            tail.delete(0, tail.length() - LARGEST_TAIL);
        }
        for (int length = SMALLEST_TAIL; length <= LARGEST_TAIL; length *= 2) {
            if (characters % (length / LOOKS_A_TAIL) == 0) {
                Optional<String> found = circle(Math.min(length, tail.length()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A period of one of the last {@code length} characters' tails that has come often enough. */
    private Optional<String> circle(int length) {
        int last = tail.length() - 1;
        int[] border = new int[length + 1];
        for (int n = 2; n <= length; n++) {
            char next = tail.charAt(last - n + 1);
            int b = border[n - 1];
            while (b > 0 && tail.charAt(last - b) != next) {
                b = border[b];
            }
            border[n] = tail.charAt(last - b) == next ? b + 1 : 0;
            int period = n - border[n];
            if (period > 1 && n >= LEAST_CHARS && n / period >= times(period)) {
                return Optional.of("repeated " + quoted(fromAWord(tail.substring(tail.length() - period))) + " "
                        + n / period + " times in a row");
            }
        }
        return Optional.empty();
    }

    /** A circle has no beginning; people look for that of a word. */
    private static String fromAWord(String unit) {
        int space = unit.indexOf(' ');
        return unit.substring(space + 1) + unit.substring(0, space + 1);
    }

    private static int times(int period) {
        return period < LONG_CHARS ? SHORT_TIMES : LONG_TIMES;
    }

    static String quoted(String text) {
        String line = text.replaceAll("\\s+", " ");
        return "\"" + (line.length() > QUOTED_CHARS ? line.substring(0, QUOTED_CHARS) + "…" : line) + "\"";
    }

    /** The model was stopped because of it; thrown out of the request that it ends, which adds what it had counted. */
    static final class Found extends RuntimeException {
        Found(String what) {
            super(what, null, true, false);
        }
    }
}
