package sacred.cognition;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolSpec;

/**
 * Which tools a model is offered. All of them, as long as they are few. Of many, which cost tokens and confuse: our own, those
 * that the route named, and of those from elsewhere the ones that share words with the prompt, those that share most first. Pure.
 *
 * @param of how many there are
 */
record ToolChoice(List<ToolSpec> offered, int of) {

    /** Beyond this models choose badly, and providers begin to refuse. */
    static final int MOST = 40;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|[^\\p{L}\\p{N}]+");

    /** Shorter ones are articles and prepositions. */
    private static final int SHORTEST_WORD = 3;

    /** They stand in every description and in every prompt. */
    private static final Set<String> COMMON = Set.of(
            "the", "and", "for", "with", "from", "that", "thi", "are", "not", "you", "your", "use", "used", "get",
            "set", "can", "all", "any", "has", "have", "will", "what", "which", "when", "who", "how", "into", "one",
            "out", "tool", "return", "given", "name", "value", "please", "der", "die", "das", "und", "ein", "eine",
            "ist", "von", "les", "des", "une", "que", "los", "las");

    /** @param named by the route */
    static ToolChoice of(Toolbox toolbox, List<String> named, String prompt) {
        List<Tool> all = toolbox.all();
        if (all.size() <= MOST) {
            return new ToolChoice(all.stream().map(Tool::spec).toList(), all.size());
        }
        Set<String> kept =
                toolbox.tools().stream().map(tool -> tool.spec().name()).collect(Collectors.toSet());
        kept.addAll(named);
        Set<String> asked = words(prompt);
        Map<String, Integer> shared = new HashMap<>();
        all.stream().map(Tool::spec).forEach(spec -> shared.put(spec.name(), shared(spec, asked)));
        all.stream()
                .map(tool -> tool.spec().name())
                .filter(name -> !kept.contains(name) && shared.get(name) > 0)
                .sorted(Comparator.comparing(shared::get).reversed())
                .limit(Math.max(
                        0,
                        MOST
                                - all.stream()
                                        .filter(tool ->
                                                kept.contains(tool.spec().name()))
                                        .count()))
                .toList()
                .forEach(kept::add);
        return new ToolChoice(
                all.stream()
                        .map(Tool::spec)
                        .filter(spec -> kept.contains(spec.name()))
                        .toList(),
                all.size());
    }

    /** What the block says of tools that are not offered; empty when all are. */
    Optional<String> remark() {
        return offered.size() == of
                ? Optional.empty()
                : Optional.of("Offered were " + offered.size() + " of " + of
                        + " tools: our own, those that the route named, and those that have words of the prompt.");
    }

    private static int shared(ToolSpec spec, Set<String> asked) {
        Set<String> words = words(spec.name() + " " + spec.description());
        words.retainAll(asked);
        return words.size();
    }

    /** In lower case and without the ending of a plural. */
    private static Set<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .filter(word -> !COMMON.contains(word))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
