package sacred.cognition;

import java.util.regex.Pattern;
import sacred.timeline.Routing;

/**
 * How hard a request is, as far as its text shows: an estimate for routes that say nothing of it, the same for the same text.
 * Hard is what has over 150 words, three steps or more in a list, or a word for work that takes thought; easy is one line of at
 * most 12 words without any of that and without code. Everything else is normal.
 */
final class DifficultyRules {

    private static final int LONG_WORDS = 150;
    private static final int SHORT_WORDS = 12;
    private static final int STEPS = 3;

    private static final Pattern STEP = Pattern.compile("(?m)^\\s*(?:[-*•]|\\d{1,2}[.)])\\s+\\S");
    private static final Pattern CODE = Pattern.compile("```|[{};]\\s*$", Pattern.MULTILINE);

    /** In English, German, French, Spanish and Italian; stems, because words are inflected. */
    private static final Pattern THOUGHT = Pattern.compile(
            "\\b(?:step by"
                + " step|trade-?offs?|prov(?:e|ing)\\b|deriv(?:e|ation)|refactor|architect|optimi[sz]|debug|analy[sz]e|schritt"
                + " für schritt|bewei[sz]|leite\\b.*\\bher\\b|abwäg|entwirf|analysier|étape par"
                + " étape|démontre|prouve[rz]?\\b|analyse[rz]?\\b|paso a paso|demuestr|analiza|passo (?:dopo|per)"
                + " passo|dimostra|analizza)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private DifficultyRules() {}

    static Routing.Difficulty of(String request) {
        String text = request.strip();
        long words = text.isEmpty() ? 0 : text.split("\\s+").length;
        boolean steps = STEP.matcher(text).results().limit(STEPS).count() == STEPS;
        if (words > LONG_WORDS || steps || THOUGHT.matcher(text).find()) {
            return Routing.Difficulty.HARD;
        }
        boolean plain = !text.contains("\n") && !CODE.matcher(text).find();
        return words <= SHORT_WORDS && plain ? Routing.Difficulty.EASY : Routing.Difficulty.NORMAL;
    }
}
