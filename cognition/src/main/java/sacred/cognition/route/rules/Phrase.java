package sacred.cognition.route.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import sacred.cognition.route.rules.Token.Kind;

/**
 * Words that stand one after the other, with gaps.
 *
 * @param text as a line of the table writes it
 */
record Phrase(String text, boolean atStart, List<Element> elements, boolean atEnd) {

    private static final Pattern SLASH = Pattern.compile("/");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** How many tokens a short gap may have. */
    private static final int SHORT_GAP = 4;

    private static final int LONG_GAP = 40;

    /** One place of a phrase. */
    sealed interface Element {

        /** Some tokens, as few as possible; only a long gap goes beyond the sentence. */
        record Gap(boolean isLong) implements Element {}

        /**
         * One token, which is one of these.
         *
         * @param vocabulary its words
         * @param kinds or what it is by its form
         * @param optional whether the place may be left out
         */
        record OneOf(Vocabulary vocabulary, Set<Kind> kinds, boolean optional) implements Element {

            boolean is(Token token) {
                for (Kind kind : kinds) {
                    if (token.is(kind)) {
                        return true;
                    }
                }
                return vocabulary.has(token.text());
            }
        }
    }

    Phrase {
        elements = List.copyOf(elements);
    }

    /**
     * Reads a phrase.
     *
     * @param classes sets of words that have a name, as they are written in the table
     * @throws IllegalArgumentException when it breaks the format; the message says where
     */
    static Phrase parse(String text, Map<String, Vocabulary> classes) {
        List<String> parts = new ArrayList<>(List.of(SPACE.split(text.strip())));
        boolean start = parts.getFirst().equals("^") && parts.removeFirst() != null;
        boolean end = !parts.isEmpty() && parts.getLast().equals("$") && parts.removeLast() != null;
        List<Element> elements =
                parts.stream().map(part -> element(part, classes)).toList();
        if (elements.isEmpty() || !(elements.getFirst() instanceof Element.OneOf first) || first.optional()) {
            throw new IllegalArgumentException("\"" + text.strip() + "\" does not begin with a word");
        }
        return new Phrase(text.strip(), start, elements, end);
    }

    private static Element element(String part, Map<String, Vocabulary> classes) {
        if (part.equals("..") || part.equals("...")) {
            return new Element.Gap(part.equals("..."));
        }
        boolean optional = part.endsWith("?");
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (String one : SLASH.split(optional ? part.substring(0, part.length() - 1) : part)) {
            Vocabulary named = classes.get(one);
            if (named != null) {
                vocabularies.add(named);
            } else if (one.startsWith("<")) {
                kinds.add(kind(one));
            } else {
                vocabularies.add(Vocabulary.of(List.of(one)));
            }
        }
        return new Element.OneOf(Vocabulary.all(vocabularies), kinds, optional);
    }

    private static Kind kind(String name) {
        try {
            return Kind.valueOf(name.substring(1, name.length() - 1).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(name + " is neither a class of the table nor a kind of token");
        }
    }

    Element.OneOf first() {
        return (Element.OneOf) elements.getFirst();
    }

    /** The index behind the phrase where it begins at {@code from}; -1 where it does not. */
    int matches(List<Token> tokens, int from) {
        return atStart && !tokens.get(from).starts() ? -1 : matches(tokens, from, 0);
    }

    private int matches(List<Token> tokens, int at, int place) {
        if (place == elements.size()) {
            return !atEnd || tokens.get(at - 1).ends() ? at : -1;
        }
        return switch (elements.get(place)) {
            case Element.Gap gap -> behindGap(tokens, at, place + 1, gap.isLong());
            case Element.OneOf one -> {
                boolean broken = at > 0 && place > 0 && tokens.get(at - 1).ends() && !afterGap(place);
                int end = at < tokens.size() && !broken && one.is(tokens.get(at))
                        ? matches(tokens, at + 1, place + 1)
                        : -1;
                yield end < 0 && one.optional() ? matches(tokens, at, place + 1) : end;
            }
        };
    }

    private boolean afterGap(int place) {
        return elements.get(place - 1) instanceof Element.Gap;
    }

    private int behindGap(List<Token> tokens, int at, int place, boolean isLong) {
        int last = Math.min(tokens.size(), at + (isLong ? LONG_GAP : SHORT_GAP));
        for (int next = at; next <= last; next++) {
            if (!isLong && next > 0 && tokens.get(next - 1).ends()) {
                return -1;
            }
            int end = matches(tokens, next, place);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }
}
