package sacred.cognition.route.rules;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.route.rules.NamedTools.Named;
import sacred.cognition.route.rules.Rule.Effect;
import sacred.cognition.route.rules.RuleTable.Match;
import sacred.cognition.route.rules.Token.Kind;
import sacred.providers.ToolSpec;

/**
 * Reads a prompt by the table of rules: the same prompt is read the same way every time. Any thread; does not block, and
 * takes far less than a millisecond. The rules are sure of a tool when its phrase is one that means nothing else, and of no
 * tool when they know what is wanted instead: a prompt of which they understand nothing leaves them unsure.
 */
public final class Rules {

    private static final String QUESTION = "question";
    private static final String REQUEST = "request";
    /** What a tool of an MCP server is asked for. */
    private static final String USE = "use";

    private static final Comparator<Match> BY_EFFECT = Comparator.comparing(
                    (Match m) -> m.rule().effect())
            .thenComparing(m -> m.rule().place());

    /** Where a word of a domain stands; one that several languages have counts once. */
    private record Word(String domain, int at) {}

    private static final RuleTable TABLE = RuleTable.load();

    private final List<Token> tokens;
    private final List<Match> matches;

    private Rules(String prompt) {
        List<Token> all = TABLE.tokens(prompt);
        List<Match> everywhere = TABLE.in(all);
        int end = endOfTheAsking(all, everywhere);
        tokens = all.subList(0, end);
        matches = everywhere.stream().filter(m -> m.end() <= end).toList();
    }

    /** @param tools what there is; a tool that is not is never named */
    public static Reading read(String prompt, List<ToolSpec> tools) {
        return new Rules(prompt).reading(tools);
    }

    /** The reading of a prompt that is known to ask for this tool and for nothing else. */
    public static Reading asking(String tool, String prompt) {
        String intent = TABLE.rules().stream()
                .filter(rule -> rule.effect() == Effect.NEEDS && rule.tools().contains(tool))
                .map(Rule::subject)
                .findFirst()
                .orElse(USE);
        return new Rules(prompt).reading(intent, List.of(tool), true, "the prompt is a question for the tool " + tool);
    }

    /** Where the text begins that the prompt asks to work on. */
    private static int endOfTheAsking(List<Token> tokens, List<Match> matches) {
        return matches.stream()
                .filter(m -> m.rule().effect() == Effect.TEXT)
                .mapToInt(m -> textBegins(tokens, m.end()))
                .min()
                .orElse(tokens.size());
    }

    private static int textBegins(List<Token> tokens, int from) {
        for (int i = from; i < tokens.size() - 1; i++) {
            Token next = tokens.get(i + 1);
            boolean source = next.is(Kind.URL) || next.is(Kind.PATH) || next.is(Kind.SITE);
            if ((tokens.get(i).is(Kind.COLON) || tokens.get(i).is(Kind.LINE)) && !source) {
                return i + 1;
            }
        }
        return tokens.size();
    }

    private Reading reading(List<ToolSpec> tools) {
        Map<String, Match> strongest = new HashMap<>();
        for (ToolSpec tool : tools) {
            strongestOf(tool.name()).ifPresent(match -> strongest.put(tool.name(), match));
        }
        boolean never = strongest.values().removeIf(m -> m.rule().effect() == Effect.NEVER);
        List<ToolSpec> foreign = tools.stream()
                .filter(tool -> !TABLE.tools().contains(tool.name()))
                .toList();
        Optional<Named> named = NamedTools.in(tokens, foreign, TABLE.synonyms())
                .filter(it -> strongest.values().stream()
                        .noneMatch(m -> m.rule().effect().compareTo(it.effect()) <= 0));
        if (named.isPresent()) {
            return reading(named.get());
        }
        Optional<Match> first = strongest.values().stream().min(BY_EFFECT);
        return first.filter(m -> m.rule().effect() != Effect.MAYBE)
                .map(m -> reading(m, strongest))
                .orElseGet(() -> direct(first, never));
    }

    /** That no tool is meant counts before everything else. */
    private Optional<Match> strongestOf(String tool) {
        List<Match> of = matches.stream().filter(m -> m.rule().speaksOf(tool)).toList();
        return of.stream()
                .filter(m -> m.rule().effect() == Effect.NEVER)
                .findFirst()
                .or(() -> of.stream().min(BY_EFFECT));
    }

    private Reading reading(Named named) {
        return named.effect() == Effect.MAYBE
                ? reading(intent().orElse(REQUEST), List.of(), false, named.because())
                : reading(USE, List.of(named.tool()), named.effect() == Effect.NEEDS, named.because());
    }

    private Reading reading(Match first, Map<String, Match> strongest) {
        Effect effect = first.rule().effect();
        List<String> tools = strongest.entrySet().stream()
                .filter(e -> e.getValue().rule().effect() == effect)
                .sorted(Comparator.comparing((Map.Entry<String, Match> e) ->
                                e.getValue().rule().place())
                        .thenComparing(e -> e.getValue().rule().tools().indexOf(e.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        boolean sure = effect == Effect.NEEDS;
        String because = (sure ? "the prompt asks for " : "the prompt seems to ask for ") + String.join(", ", tools)
                + " (" + first.phrase().text() + ")";
        return reading(first.rule().subject(), tools, sure, because);
    }

    private Reading direct(Optional<Match> hint, boolean never) {
        Optional<String> intent = intent();
        boolean question = tokens.stream().anyMatch(token -> token.is(Kind.QUESTION));
        String because = hint.map(m -> "a tool might help (" + m.phrase().text() + "), but the rules are not sure")
                .orElse(
                        intent.isEmpty()
                                ? "the rules do not know what is wanted, and see no need for a tool"
                                : never
                                        ? "the prompt speaks of tools, and asks for none"
                                        : "nothing in the prompt needs a tool");
        return reading(
                intent.orElse(question ? QUESTION : REQUEST), List.of(), hint.isEmpty() && intent.isPresent(), because);
    }

    private Optional<String> intent() {
        return matches.stream()
                .map(Match::rule)
                .filter(r -> r.effect() == Effect.INTENT || r.effect() == Effect.TEXT)
                .min(Comparator.comparing(Rule::place))
                .map(Rule::subject);
    }

    private Reading reading(String intent, List<String> tools, boolean sure, String because) {
        List<String> words = matches.stream()
                .filter(m -> m.rule().effect() == Effect.DOMAIN)
                .map(m -> new Word(m.rule().subject(), m.start()))
                .distinct()
                .map(Word::domain)
                .toList();
        return new Reading(intent, tools, sure, DomainWords.estimate(TABLE.profile(intent), words), because);
    }
}
