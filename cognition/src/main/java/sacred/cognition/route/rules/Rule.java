package sacred.cognition.route.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the table: what it means when one of its phrases is in a prompt.
 *
 * @param subject the intent, or the domain
 * @param tools by name; {@link #EVERY} stands for all
 * @param language of its phrases; all where they are of several
 * @param place among all rules: of two that say as much, the earlier one counts
 */
record Rule(Effect effect, String subject, List<String> tools, String language, List<Phrase> phrases, int place) {

    static final String EVERY = "*";

    /** What a rule does, from what decides most to what decides least. */
    enum Effect {
        /** The prompt cannot be answered well without one of the tools. */
        NEEDS,
        /** Most likely so. */
        LIKELY,
        /** It may be that a tool helps; the answer goes without, and the rules are not sure. */
        MAYBE,
        /** None of the tools is meant, whatever other rules say. */
        NEVER,
        /** What follows the next colon, or the line, is a text to work on: nothing in it is read. */
        TEXT,
        /** What the user wants, without a tool. */
        INTENT,
        /** A word of a domain. */
        DOMAIN;

        /** By the name that the table has for it. */
        static Optional<Effect> named(String name) {
            return Arrays.stream(values())
                    .filter(effect -> effect.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    Rule {
        tools = List.copyOf(tools);
        phrases = List.copyOf(phrases);
    }

    boolean speaksOf(String tool) {
        return tools.contains(EVERY) || tools.contains(tool);
    }
}
