package sacred.providers.wire;

/**
 * Text of strangers in one line that is safe to show: white space becomes a blank, control characters and characters
 * that hide or turn text become visible marks.
 */
final class Visible {

    private Visible() {}

    /** At most {@code limit} characters of the original, with an ellipsis when there were more. */
    static String of(String text, int limit) {
        StringBuilder out = new StringBuilder();
        int[] points = text.strip().codePoints().limit(limit + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, limit); i++) {
            append(out, points[i]);
        }
        return points.length > limit ? out + "…" : out.toString();
    }

    private static void append(StringBuilder out, int point) {
        if (point == '\n' || point == '\r' || point == '\t' || point == 0x2028 || point == 0x2029) {
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        } else if (point < 0x20 || point == 0x7F) {
            out.append('^').append((char) (point ^ 0x40));
        } else if (point < 0xA0 && point >= 0x80) {
            out.append(String.format("\\x%02x", point));
        } else if (hidden(point)) {
            out.append(String.format("<U+%04X>", point));
        } else {
            out.appendCodePoint(point);
        }
    }

    private static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default ->
                (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF) || point == 0x3164;
        };
    }
}
