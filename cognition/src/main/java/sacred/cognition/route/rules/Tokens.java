package sacred.cognition.route.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.cognition.route.rules.Token.Kind;

/**
 * Takes a prompt apart. What is quoted or is code is one token, for it is what the prompt is about and not what it asks for.
 * Of a long prompt only the two ends are read: that is where people ask.
 */
final class Tokens {

    private static final int HEAD_CHARACTERS = 1000;
    private static final int TAIL_CHARACTERS = 500;
    private static final int ASCII_END = 0x80;

    private static final String EXTENSIONS = "java|kt|py|js|ts|tsx|jsx|c|h|cpp|hpp|cs|go|rs|rb|php|sh|sql|html?|css"
            + "|scss|md|txt|csv|tsv|json|jsonl|ya?ml|toml|xml|ini|cfg|conf|log|gradle|properties|lock|pdf|docx?|xlsx?"
            + "|svg|png|jpe?g|gif|zip|gz|tar|jar|tex|swift|lua|pl|r|ipynb|env|bat";
    private static final String TOP_LEVEL = "com|org|net|edu|gov|io|dev|info|eu|de|fr|es|it|uk|ch|at|nl|ai|app";
    private static final String ROOTS =
            "src|source|docs?|tests?|lib|bin|app|apps|main|notes|config|build|target|scripts?|assets|public|packages";

    private static final Pattern TOKEN = Pattern.compile(
            "(?<url>(?:https?://|(?<![\\w.])www\\.)[^\\s<>\"»”]+)|(?<code>```[\\s\\S]*?(?:```|$)|`[^`\\n"
                + "]{1,200}`)|(?<quoted>\"[^\"\\n"
                + "]{1,300}\"|«[^»\\n"
                + "]{1,300}»|„[^“”\\n"
                + "]{1,300}[“”]|“[^”\\n"
                + "]{1,300}”)|(?<date>\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4})(?![\\w])"
                + "|(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?|\\d{1,2}\\s?h\\s?\\d{2})(?!\\w)"
                + "|(?<flag>(?<=\\s)--?[A-Za-z][\\w-]*)"
                + "|(?<path>(?<![\\w./<])(?:(?:~|\\.{1,2})?/[\\w.*-]+(?:/[\\w.*-]+)*/?|[\\w.*-]+(?:/[\\w.*-]+)+/?(?<!\\.)"
                + "|[\\w*-][\\w.*-]*\\.[A-Za-z]\\w{0,9}|\\.[a-z]\\w{2,})(?![\\w(]))"
                + "|(?<ordinal>\\d{1,2}\\.(?=\\s\\p{L}))|(?<number>[$€£]?\\d(?:[\\d.,'\\u00a0\\u202f]*\\d)?(?:\\s?(?:%|(?:percent|prozent|pour"
                + " cent|por ciento|per"
                + " cento)\\b|[€$£]))?)|(?<syntax>[{}]|\\(\\)|\\)\\s*;|==|=>|[-+*/]=|\\w\\[|\\bnull\\b|<\\w+>)|(?<word>\\p{L}[\\p{L}\\p{M}\\p{N}_]*)|(?<colon>:)|(?<end>[.?!\\n"
                + ";…]+)",
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE);

    /** The groups of the pattern. */
    private static final List<String> FORMS = List.of(
            "word", "number", "ordinal", "path", "quoted", "colon", "url", "code", "date", "time", "flag", "syntax",
            "end");

    private static final Pattern SUM = Pattern.compile(
            "\\d[\\d.,]*+\\)?\\s*[+*^×÷·]\\s*\\(?\\d|(?![12]\\d{3}\\s*[-−])\\d[\\d.,]*+\\s+[-−/]\\s+\\(?\\d|\\d\\s*x\\s*\\d");
    private static final Pattern FILE = Pattern.compile(
            "(?i).*\\.(?:" + EXTENSIONS + ")|\\.(?:git\\w+|env|bashrc|zshrc|profile|editorconfig|dockerignore|npmrc)"
                    + "|(?:~|\\.{1,2})?/.+|(?:" + ROOTS + ")/.+|.*/\\*.*");
    /** Names of products that look like files. */
    private static final Pattern PRODUCT = Pattern.compile("\\p{Lu}\\w*\\.(?:js|io|py|rs|go|net|ai)");

    private static final Pattern SITE = Pattern.compile("(?i)[\\w-]+(?:\\.[\\w-]+)*\\.(?:" + TOP_LEVEL + ")(?:/.*)?");
    private static final Pattern NAMED_FILE =
            Pattern.compile("README|LICENSE|CHANGELOG|Dockerfile|Makefile|Jenkinsfile|Gemfile|Procfile");
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\p{Ll}+\\p{Lu}\\w*|(?:\\p{Lu}\\p{Ll}+){2,}|[\\p{L}\\p{N}]+_\\w+");
    private static final Pattern YEAR = Pattern.compile("1\\d{3}|20\\d{2}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final String text;
    private final Predicate<String> polite;
    private final List<Token> tokens = new ArrayList<>();
    private boolean start = true;

    private Tokens(String text, Predicate<String> polite) {
        this.text = text;
        this.polite = polite;
    }

    /** @param polite whether a sentence has not really begun with such a word */
    static List<Token> of(String prompt, Predicate<String> polite) {
        String read = prompt.length() <= HEAD_CHARACTERS + TAIL_CHARACTERS
                ? prompt
                : prompt.substring(0, HEAD_CHARACTERS) + "\n" + prompt.substring(prompt.length() - TAIL_CHARACTERS);
        return new Tokens(read.replace('’', '\''), polite).all();
    }

    /** Lower case, without accents: as people type it who are in a hurry. */
    static String folded(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.chars().allMatch(c -> c < ASCII_END)
                ? lower
                : MARKS.matcher(Normalizer.normalize(lower.replace("ß", "ss"), Normalizer.Form.NFD))
                        .replaceAll("");
    }

    private List<Token> all() {
        Set<Integer> sums = new HashSet<>();
        SUM.matcher(text).results().map(MatchResult::start).forEach(sums::add);
        Matcher m = TOKEN.matcher(text);
        while (m.find()) {
            if (m.group("end") != null && m.group().indexOf('\n') < 0) {
                end(m.group().indexOf('?') >= 0);
                continue;
            }
            Token token = token(m);
            add(
                    sums.stream().anyMatch(at -> at >= m.start() && at < m.end()) && token.is(Kind.NUMBER)
                            ? token.with(Kind.SUM)
                            : token);
            if (token.is(Kind.COLON) || token.is(Kind.LINE)) {
                end(false);
            }
        }
        end(false);
        return tokens;
    }

    private void add(Token token) {
        tokens.add(token.at(start, false));
        start &= token.is(Kind.WORD) && polite.test(token.text());
    }

    private void end(boolean question) {
        if (!tokens.isEmpty()) {
            Token last = tokens.removeLast();
            tokens.add((question ? last.with(Kind.QUESTION) : last).at(last.starts(), true));
        }
        start = true;
    }

    private static Token token(Matcher m) {
        String found = m.group();
        String form =
                FORMS.stream().filter(name -> m.group(name) != null).findFirst().orElseThrow();
        Set<Kind> kinds = switch (form) {
            case "word" -> word(found);
            case "number" -> number(found);
            case "ordinal" -> EnumSet.of(Kind.NUMBER);
            case "path" -> named(found);
            case "quoted" -> EnumSet.of(quoted(found));
            case "end" -> EnumSet.of(Kind.LINE);
            case "syntax" -> EnumSet.of(Kind.CODE);
            default -> EnumSet.of(Kind.valueOf(form.toUpperCase(Locale.ROOT)));
        };
        return new Token(folded(found), kinds, false, false);
    }

    private static Kind quoted(String found) {
        String inside = found.substring(1, found.length() - 1).strip();
        return FILE.matcher(inside).matches() && inside.indexOf(' ') < 0 ? Kind.PATH : Kind.QUOTED;
    }

    private static Set<Kind> word(String found) {
        return NAMED_FILE.matcher(found).matches()
                ? EnumSet.of(Kind.WORD, Kind.PATH)
                : IDENTIFIER.matcher(found).matches() ? EnumSet.of(Kind.WORD, Kind.IDENTIFIER) : EnumSet.of(Kind.WORD);
    }

    private static Set<Kind> number(String found) {
        return found.endsWith("%") || Character.isLetter(found.charAt(found.length() - 1))
                ? EnumSet.of(Kind.NUMBER, Kind.AMOUNT, Kind.PERCENT)
                : YEAR.matcher(found).matches()
                        ? EnumSet.of(Kind.NUMBER, Kind.YEAR)
                        : EnumSet.of(Kind.NUMBER, Kind.AMOUNT);
    }

    private static Set<Kind> named(String found) {
        boolean file = FILE.matcher(found).matches() && !PRODUCT.matcher(found).matches();
        return file
                ? EnumSet.of(Kind.PATH)
                : SITE.matcher(found).matches()
                        ? EnumSet.of(found.indexOf('/') < 0 ? Kind.SITE : Kind.URL)
                        : EnumSet.of(Kind.WORD);
    }
}
