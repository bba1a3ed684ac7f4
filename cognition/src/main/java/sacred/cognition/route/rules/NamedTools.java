package sacred.cognition.route.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sacred.cognition.route.rules.Rule.Effect;
import sacred.providers.ToolSpec;

/**
 * Tools that the table knows nothing of, because they come from MCP servers: a prompt asks for one with the words of its
 * name, or speaks of what its description speaks of. The table has the usual words in other languages.
 */
final class NamedTools {

    private static final String SEPARATOR = "__";
    private static final int SAME_LETTERS = 4;
    private static final int CONTENT_LETTERS = 5;
    private static final int A_FEW_WORDS = 2;

    /** Verbs that only look: nobody says them who says whose the thing is. */
    private static final Set<String> LOOKING =
            Set.of("search", "find", "get", "list", "read", "query", "show", "fetch");

    private static final List<String> WHOSE = List.of(
            "my our meine meinen meiner meinem unsere unseren unserer mes nos mon ma mis nuestras nuestros mi miei mie nostre"
                    .split(" "));

    /** @param effect {@code NEEDS} when the name was said, else something weaker */
    record Named(String tool, Effect effect, String because) {}

    private final List<String> prompt;
    private final List<Set<String>> synonyms;

    private NamedTools(List<String> prompt, List<Set<String>> synonyms) {
        this.prompt = prompt;
        this.synonyms = synonyms;
    }

    /** The tool that is asked for most clearly. */
    static Optional<Named> in(List<Token> tokens, List<ToolSpec> tools, List<Set<String>> synonyms) {
        NamedTools named = new NamedTools(tokens.stream().map(Token::text).toList(), synonyms);
        return tools.stream().flatMap(tool -> named.named(tool).stream()).min(Comparator.comparing(Named::effect));
    }

    private Optional<Named> named(ToolSpec tool) {
        int cut = tool.name().indexOf(SEPARATOR);
        List<String> name = words(cut < 0 ? tool.name() : tool.name().substring(cut + SEPARATOR.length()));
        if (name.stream().allMatch(this::says)) {
            return named(tool, Effect.NEEDS, "the prompt has the words of the tool ");
        }
        List<String> things =
                name.stream().filter(word -> !LOOKING.contains(word)).toList();
        boolean server =
                cut > 0 && words(tool.name().substring(0, cut)).stream().allMatch(this::says);
        if (server && name.stream().anyMatch(this::says)) {
            return named(tool, Effect.LIKELY, "the prompt speaks of the server of the tool ");
        }
        if (!things.isEmpty() && things.size() < name.size() && things.stream().allMatch(this::owns)) {
            return named(tool, Effect.LIKELY, "the prompt speaks of what belongs to the tool ");
        }
        List<String> described = words(tool.description()).stream()
                .filter(word -> word.length() >= CONTENT_LETTERS && !LOOKING.contains(word))
                .distinct()
                .toList();
        long said = described.stream().filter(this::says).count();
        return said > A_FEW_WORDS
                ? named(tool, Effect.LIKELY, "the prompt speaks of what is described of the tool ")
                : said == A_FEW_WORDS
                        ? named(tool, Effect.MAYBE, "the prompt may speak of what is described of the tool ")
                        : Optional.empty();
    }

    private static Optional<Named> named(ToolSpec tool, Effect effect, String because) {
        return Optional.of(new Named(tool.name(), effect, because + tool.name()));
    }

    /** Of a name as programs write it, or of a sentence. */
    private static List<String> words(String text) {
        return Arrays.stream(text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").split("[^\\p{L}\\p{N}]+"))
                .map(Tokens::folded)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private boolean says(String word) {
        return prompt.stream().anyMatch(said -> means(said, word));
    }

    private boolean owns(String word) {
        for (int i = 1; i < prompt.size(); i++) {
            if (means(prompt.get(i), word) && WHOSE.contains(prompt.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /** The word itself, in another number or case, or in another language. */
    private boolean means(String said, String word) {
        return alike(said, word)
                || synonyms.stream()
                        .filter(same -> same.stream().anyMatch(one -> alike(one, word)))
                        .anyMatch(same -> same.stream().anyMatch(one -> alike(said, one)));
    }

    /** Equal, or the same word with another ending. */
    private static boolean alike(String a, String b) {
        String longer = a.length() >= b.length() ? a : b;
        String shorter = a.length() >= b.length() ? b : a;
        String stem = shorter.length() > SAME_LETTERS ? shorter.substring(0, shorter.length() - 1) : shorter;
        return a.equals(b)
                || shorter.length() >= SAME_LETTERS
                        && longer.length() - shorter.length() <= 2
                        && longer.startsWith(stem);
    }
}
