package sacred.app.text;

/**
 * The one boundary between text from models, tools, files, servers and a terminal: show, never interpret. Works character
 * by character, so that no sequence can be cut or nested in a way that gets through. Line feeds stay, a tab becomes four
 * spaces, every other control character and everything invisible becomes a visible mark.
 *
 * <p>An instance takes a text piece by piece and keeps half a surrogate pair until its other half comes. Not thread-safe.
 */
public final class Printable {

    private String held = "";

    /** A whole text, made printable. */
    public static String of(String text) {
        Printable whole = new Printable();
        return whole.next(text) + whole.end();
    }

    /** A piece of one row: printable, and a line break in it is a blank. */
    static String inOneRow(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return of(text).replace('\n', ' ');
            }
        }
        return text;
    }

    /** The next piece, made printable as far as it is decided. */
    public String next(String piece) {
        String text = held + piece;
        held = "";
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            boolean last = i == text.length() - 1;
            if (last && (Character.isHighSurrogate(c) || c == '\r')) {
                held = text.substring(i);
                break;
            }
            if (c == '\r') {
                out.append('\n');
                i += text.charAt(i + 1) == '\n' ? 2 : 1;
                continue;
            }
            int point = text.codePointAt(i);
            append(out, point);
            i += Character.charCount(point);
        }
        return out.toString();
    }

    /** What was kept back, now that nothing follows. */
    public String end() {
        String rest = held.isEmpty() ? "" : held.equals("\r") ? "\n" : "\uFFFD";
        held = "";
        return rest;
    }

    private static void append(StringBuilder out, int point) {
        if (point >= ' ' && point < 0x7F || point == '\n') {
            out.append((char) point);
        } else if (point == '\t') {
            out.append("    ");
        } else if (point < ' ') {
            out.append('^').append((char) (point + '@'));
        } else if (point == 0x7F) {
            out.append("^?");
        } else if (point < 0xA0) {
            out.append(String.format("\\x%02x", point));
        } else if (point == 0x2028 || point == 0x2029) {
            out.append('\n');
        } else if (broken(point)) {
            out.append('\uFFFD');
        } else if (invisible(point)) {
            out.append(String.format("<U+%04X>", point));
        } else {
            out.appendCodePoint(point);
        }
    }

    private static boolean broken(int point) {
        return point >= 0xD800 && point <= 0xDFFF || (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
    }

    /** Bidirectional controls, zero-width and blank characters, tags: what a reader cannot see but a program obeys. */
    private static boolean invisible(int point) {
        return point == 0xAD
                || point == 0x61C
                || point == 0x115F
                || point == 0x1160
                || point == 0x180E
                || point == 0x200B
                || point == 0x200E
                || point == 0x200F
                || point >= 0x202A && point <= 0x202E
                || point >= 0x2060 && point <= 0x206F
                || point == 0x3164
                || point == 0xFEFF
                || point == 0xFFA0
                || point >= 0xFFF9 && point <= 0xFFFB
                || point >= 0x1BCA0 && point <= 0x1BCA3
                || point >= 0x1D173 && point <= 0x1D17A
                || point >= 0xE0000 && point <= 0xE0FFF;
    }
}
