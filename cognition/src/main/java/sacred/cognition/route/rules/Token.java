package sacred.cognition.route.rules;

import java.util.EnumSet;
import java.util.Set;

/**
 * A word of a prompt, or something that counts as one: a number, an address, a whole quotation.
 *
 * @param text lower case, without accents
 * @param starts whether a sentence begins with it, politeness aside
 * @param ends whether a sentence ends with it
 */
record Token(String text, Set<Kind> kinds, boolean starts, boolean ends) {

    /** What a token is by its form; the table calls it by the name in lower case, in angle brackets. */
    enum Kind {
        WORD,
        NUMBER,
        /** A number that is no year. */
        AMOUNT,
        PERCENT,
        YEAR,
        DATE,
        TIME,
        /** The first number of an expression that could be computed, like {@code 3 * 4}. */
        SUM,
        URL,
        /** A name like example.com. */
        SITE,
        PATH,
        /** A name that only code has: parseDate, max_retries. */
        IDENTIFIER,
        FLAG,
        QUOTED,
        CODE,
        /** The last word of a question. */
        QUESTION,
        COLON,
        /** The end of a line. */
        LINE
    }

    boolean is(Kind kind) {
        return kinds.contains(kind);
    }

    Token with(Kind kind) {
        Set<Kind> more = EnumSet.copyOf(kinds);
        more.add(kind);
        return new Token(text, more, starts, ends);
    }

    Token at(boolean start, boolean end) {
        return new Token(text, kinds, start, end);
    }
}
