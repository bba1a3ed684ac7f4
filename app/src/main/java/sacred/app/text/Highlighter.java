package sacred.app.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Colours code by what all languages of a family share: comments, strings, numbers and words. Reads every character once. Of
 * a language that it does not know the text is left as it is.
 */
final class Highlighter {

    private static final Style CODE = Style.of(Tone.CODE);
    private static final Style COMMENT = Style.of(Tone.COMMENT);
    private static final Style STRING = Style.of(Tone.STRING);
    private static final Style NUMBER = Style.of(Tone.NUMBER);
    private static final Style KEYWORD = Style.of(Tone.KEYWORD);
    private static final int LONGEST_KEYWORD_CHARS = 20;

    private final String code;
    private final Language language;
    private final List<List<Span>> lines = new ArrayList<>();
    private final RowBuilder line = new RowBuilder();
    private int at;

    private Highlighter(String code, Language language) {
        this.code = code;
        this.language = language;
    }

    /** The lines of a piece of code; the line feed at its end starts none. */
    static List<List<Span>> lines(String code, String language) {
        String text = code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
        Highlighter highlighter = new Highlighter(text, Language.named(language));
        if (highlighter.language == Language.DIFF) {
            highlighter.diff();
        } else {
            highlighter.run();
        }
        highlighter.lines.add(highlighter.line.spans());
        return highlighter.lines;
    }

    private void run() {
        int plain = 0;
        while (at < code.length()) {
            int start = at;
            Style style = token();
            if (style != CODE) {
                add(plain, start, CODE);
                add(start, at, style);
                plain = at;
            }
        }
        add(plain, at, CODE);
    }

    /** Moves behind the next token and says how it looks. */
    private Style token() {
        char c = code.charAt(at);
        if (comment()) {
            return COMMENT;
        }
        if (language.quotes().indexOf(c) >= 0) {
            return string(c) ? STRING : CODE;
        }
        if (c >= '0' && c <= '9' && language != Language.PLAIN) {
            word();
            return NUMBER;
        }
        if (Character.isLetter(c) || c == '_' || c == '@' || c == '<' && language == Language.MARKUP) {
            int start = at;
            word();
            return isKeyword(start) ? KEYWORD : CODE;
        }
        at++;
        return CODE;
    }

    private boolean comment() {
        for (String start : language.lineComments()) {
            boolean word = !start.equals("#") || at == 0 || Character.isWhitespace(code.charAt(at - 1));
            if (word && code.startsWith(start, at)) {
                int end = code.indexOf('\n', at);
                at = end < 0 ? code.length() : end;
                return true;
            }
        }
        if (!language.commentStart().isEmpty() && code.startsWith(language.commentStart(), at)) {
            int end = code.indexOf(
                    language.commentEnd(), at + language.commentStart().length());
            at = end < 0 ? code.length() : end + language.commentEnd().length();
            return true;
        }
        return false;
    }

    /** A string ends at its quote or, unless it is of a kind that has lines, with the line. */
    private boolean string(char quote) {
        String three = String.valueOf(quote).repeat(3);
        if (quote != '`' && code.startsWith(three, at)) {
            int end = code.indexOf(three, at + 3);
            at = end < 0 ? code.length() : end + 3;
            return true;
        }
        int i = at + 1;
        while (i < code.length() && code.charAt(i) != quote && (quote == '`' || code.charAt(i) != '\n')) {
            i += code.charAt(i) == '\\' && i + 1 < code.length() && code.charAt(i + 1) != '\n' ? 2 : 1;
        }
        boolean closed = i < code.length() && code.charAt(i) == quote;
        boolean lifetime = quote == '\'' && (!closed || language == Language.CURLY && at > 0 && touches(at - 1));
        at = lifetime ? at + 1 : Math.min(code.length(), closed ? i + 1 : i);
        return !lifetime;
    }

    private boolean touches(int i) {
        char c = code.charAt(i);
        return Character.isLetterOrDigit(c) || c == '&' || c == '<';
    }

    private void word() {
        int start = at++;
        if (code.charAt(start) == '<' && at < code.length() && code.charAt(at) == '/') {
            at++;
        }
        while (at < code.length()
                && (Character.isLetterOrDigit(code.charAt(at)) || code.charAt(at) == '_' || dotOfNumber(start))) {
            at++;
        }
    }

    private boolean dotOfNumber(int start) {
        return code.charAt(at) == '.'
                && Character.isDigit(code.charAt(start))
                && at + 1 < code.length()
                && Character.isDigit(code.charAt(at + 1));
    }

    private boolean isKeyword(int start) {
        if (language == Language.MARKUP) {
            return code.charAt(start) == '<' && at > start + 1;
        }
        if (language == Language.DATA && at < code.length() && (code.charAt(at) == ':' || code.startsWith(" =", at))) {
            return true;
        }
        return at - start <= LONGEST_KEYWORD_CHARS && language.isKeyword(code.substring(start, at));
    }

    private void diff() {
        while (at < code.length()) {
            int newline = code.indexOf('\n', at);
            int end = newline < 0 ? code.length() : newline;
            add(at, end, diffLine(code.charAt(at)));
            if (newline >= 0) {
                lines.add(line.spans());
            }
            at = newline < 0 ? end : end + 1;
        }
    }

    private static Style diffLine(char first) {
        return switch (first) {
            case '+' -> Style.of(Tone.OK);
            case '-' -> Style.of(Tone.ERROR);
            case '@' -> KEYWORD;
            default -> CODE;
        };
    }

    private void add(int from, int to, Style style) {
        int start = from;
        for (int newline = code.indexOf('\n', start);
                newline >= 0 && newline < to;
                newline = code.indexOf('\n', start)) {
            line.add(code, start, newline, style);
            lines.add(line.spans());
            start = newline + 1;
        }
        line.add(code, start, to, style);
    }
}
