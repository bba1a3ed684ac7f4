package sacred.app.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shapes in which keys are handed out: a beginning that belongs to whoever issued it, then many characters at random. A text
 * with such a beginning and words behind it is none, and neither is the example of a manual. Each search is linear in the text.
 */
final class Shapes {

    /** Nothing before it that would make it the end of a word, as in {@code task-}. */
    private static final String BEGIN = "(?<![A-Za-z0-9_-])";

    private static final String END = "(?![A-Za-z0-9])";

    /**
     * What a key looks like.
     *
     * @param name with its article, for a sentence
     * @param pattern its first group is what has to look random; without a group nothing has to
     */
    private record Shape(String name, Pattern pattern) {
        static Shape of(String name, String pattern) {
            return new Shape(name, Pattern.compile(pattern));
        }
    }

    private static final List<Shape> ALL = List.of(
            Shape.of("a key of Anthropic (sk-ant-…)", BEGIN + "sk-ant-([A-Za-z0-9_-]{20,}+)"),
            Shape.of("an API key (sk-…)", BEGIN + "sk-([A-Za-z0-9_-]{20,}+)"),
            Shape.of("a key of Stripe (sk_live_…)", BEGIN + "[sr]k_live_([A-Za-z0-9]{16,}+)"),
            Shape.of("a key of Groq (gsk_…)", BEGIN + "gsk_([A-Za-z0-9]{20,}+)"),
            Shape.of("a key of xAI (xai-…)", BEGIN + "xai-([A-Za-z0-9]{40,}+)"),
            Shape.of("a key of Perplexity (pplx-…)", BEGIN + "pplx-([A-Za-z0-9]{32,}+)"),
            Shape.of("a key of Google (AIza…)", BEGIN + "AIza([A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
            Shape.of("a token of GitHub (ghp_…)", BEGIN + "gh[opsur]_([A-Za-z0-9]{36,}+)"),
            Shape.of("a token of GitHub (github_pat_…)", BEGIN + "github_pat_([A-Za-z0-9_]{22,}+)"),
            Shape.of("a token of GitLab (glpat-…)", BEGIN + "glpat-([A-Za-z0-9_-]{20,}+)"),
            Shape.of("a token of Slack (xoxb-…)", BEGIN + "xox[a-z]-([A-Za-z0-9-]{16,}+)"),
            Shape.of("a key of AWS (AKIA…)", BEGIN + "A(?:KI|SI)A([A-Z2-7]{16})" + END),
            Shape.of("a token of Hugging Face (hf_…)", BEGIN + "hf_([A-Za-z0-9]{30,}+)"),
            Shape.of("a token of npm (npm_…)", BEGIN + "npm_([A-Za-z0-9]{36})" + END),
            Shape.of("a token of PyPI (pypi-…)", BEGIN + "pypi-(AgE[A-Za-z0-9_-]{40,}+)"),
            Shape.of("a key of SendGrid (SG.…)", BEGIN + "SG\\.([A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,}+)"),
            Shape.of(
                    "a private key",
                    "-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\s|\\\\[nr]|[A-Za-z-]{2,30}: [^\\n"
                            + "]{0,100}\\n"
                            + "){1,20}+[A-Za-z0-9+/]{24}"),
            Shape.of(
                    "a JSON web token (eyJ…)",
                    BEGIN + "eyJ[A-Za-z0-9_-]{10,4000}+\\.eyJ[A-Za-z0-9_-]{10,8000}+\\.[A-Za-z0-9_-]{10,}+"));

    private static final int DIFFERENT = 8;
    /** So many letters and digits in one go are no words between hyphens. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{16}");

    private static final String BEGIN_OF_PRIVATE = "-----BEGIN";
    private static final Pattern END_OF_PRIVATE = Pattern.compile("-----END [A-Z ]{0,40}-----");

    private static final Pattern EXAMPLE = Pattern.compile("(?i)example|placeholder|your[-_]|xxxx|\\*\\*\\*|0000000");

    private Shapes() {}

    /** What the first thing in the text that looks like a key looks like; a noun with its article. */
    static Optional<String> in(String text) {
        return ALL.stream()
                .filter(shape -> shape.pattern()
                        .matcher(text)
                        .results()
                        .anyMatch(found -> shape.pattern().matcher("").groupCount() == 0 || random(found.group(1))))
                .map(Shape::name)
                .findFirst();
    }

    /** Where something stands that looks like a key. */
    static List<Suspicion.Place> placesIn(String text) {
        List<Suspicion.Place> places = new ArrayList<>();
        for (Shape shape : ALL) {
            shape.pattern()
                    .matcher(text)
                    .results()
                    .filter(found -> found.groupCount() == 0 || random(found.group(1)))
                    .map(found -> new Suspicion.Place(found.start(), end(text, found)))
                    .forEach(places::add);
        }
        return places;
    }

    /** A private key goes on until it says that it ends; a part of one until the end of the text. */
    private static int end(String text, MatchResult found) {
        if (!found.group().startsWith(BEGIN_OF_PRIVATE)) {
            return found.end();
        }
        Matcher end = END_OF_PRIVATE.matcher(text);
        return end.find(found.end()) ? end.end() : text.length();
    }

    /** Digits or both cases among the letters, not always the same, and not words. */
    private static boolean random(String text) {
        boolean digit = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean upper = text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        boolean lower = text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        Matcher run = RUN.matcher(text);
        boolean mixed = digit && (upper || lower) || upper && lower;
        return mixed
                && (digit && upper && lower || run.find())
                && text.chars().distinct().count() >= DIFFERENT
                && !EXAMPLE.matcher(text).find();
    }
}
