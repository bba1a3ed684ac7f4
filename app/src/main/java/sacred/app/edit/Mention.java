package sacred.app.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path behind an {@code @} in a prompt. It begins at the start or behind a blank, so an address of mail has none, and ends at
 * a blank that no backslash stands before.
 *
 * @param start where the {@code @} is, in UTF-16 units
 * @param path without the backslashes
 */
record Mention(int start, int end, String path) {

    static List<Mention> in(String text) {
        List<Mention> all = new ArrayList<>();
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            if (at == 0 || Words.blank(text.codePointBefore(at))) {
                all.add(from(text, at));
                at = all.getLast().end() - 1;
            }
        }
        return all;
    }

    /** The one that the caret stands behind. */
    static Optional<Mention> before(String text, int caret) {
        int line = text.lastIndexOf('\n', caret - 1) + 1;
        return in(text.substring(line, caret)).stream()
                .filter(mention -> mention.end() == caret - line)
                .findFirst()
                .map(mention -> new Mention(line + mention.start(), caret, mention.path()));
    }

    private static Mention from(String text, int start) {
        StringBuilder path = new StringBuilder();
        int at = start + 1;
        while (at < text.length() && !Words.blank(text.codePointAt(at))) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && escapable(text.codePointAt(at + 1))) {
                at++;
            }
            int point = text.codePointAt(at);
            path.appendCodePoint(point);
            at += Character.charCount(point);
        }
        return new Mention(start, at, path.toString());
    }

    private static boolean escapable(int point) {
        return point == '\\' || Words.blank(point) && point != '\n';
    }

    /** As it has to be written to be read as this path. */
    static String written(String path) {
        StringBuilder written = new StringBuilder("@");
        path.codePoints().forEach(point -> {
            if (escapable(point)) {
                written.append('\\');
            }
            written.appendCodePoint(point);
        });
        return written.toString();
    }
}
