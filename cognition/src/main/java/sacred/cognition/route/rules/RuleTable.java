package sacred.cognition.route.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.cognition.route.rules.Rule.Effect;
import sacred.cognition.route.rules.Token.Kind;

/** The table of rules, as {@code rules.txt} has it; its head says how it is written. Found by the word a phrase begins with. */
final class RuleTable {

    static final Set<String> LANGUAGES = Set.of("en", "de", "fr", "es", "it", "all");

    private static final Vocabulary NOBODY = Vocabulary.of(List.of());
    private static final String POLITE = "<polite>";
    private static final Pattern ACTIVATION = Pattern.compile("(\\w+)=([01](?:\\.\\d+)?)");

    /** A phrase of a rule. */
    private record Entry(Rule rule, Phrase phrase) {}

    /**
     * A phrase that is in a prompt.
     *
     * @param start index of its first token
     * @param end index of the token behind it
     */
    record Match(Rule rule, Phrase phrase, int start, int end) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Vocabulary> classes = new HashMap<>();
    private final Map<String, Map<String, Double>> profiles = new HashMap<>();
    private final List<Set<String>> synonyms = new ArrayList<>();

    private final Set<String> polite;
    private final Set<String> tools;

    private final Map<String, List<Entry>> byWord = new HashMap<>();
    private final Map<String, List<Entry>> byStem = new HashMap<>();
    private final Map<Kind, List<Entry>> byKind = new EnumMap<>(Kind.class);

    /** @throws IllegalArgumentException when the text breaks the format; the message names the line */
    RuleTable(String text) {
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                add(line.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        rules.forEach(this::index);
        tools = rules.stream().flatMap(rule -> rule.tools().stream()).collect(Collectors.toSet());
        polite = classes.getOrDefault(POLITE, NOBODY).words();
    }

    static RuleTable load() {
        try (InputStream in = RuleTable.class.getResourceAsStream("rules.txt")) {
            return new RuleTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        if (line.startsWith("<")) {
            String[] sides = line.split("=", 2);
            if (classes.put(
                            sides[0].strip(),
                            Vocabulary.of(List.of(sides[1].strip().split("\\s+"))))
                    != null) {
                throw new IllegalArgumentException(sides[0].strip() + " is there already");
            }
            return;
        }
        String[] column = line.split("\\|", -1);
        switch (column[0].strip()) {
            case "same" ->
                synonyms.add(Set.copyOf(List.of(Tokens.folded(column[1].strip()).split("\\s+"))));
            case "profile" -> profiles.put(column[1].strip(), activations(column[2].strip()));
            default -> rules.add(rule(column));
        }
    }

    private static Map<String, Double> activations(String text) {
        Map<String, Double> profile = new LinkedHashMap<>();
        for (String one : text.split("\\s+")) {
            Matcher m = ACTIVATION.matcher(one);
            if (!m.matches()) {
                throw new IllegalArgumentException("\"" + one + "\" is no activation");
            }
            profile.put(m.group(1), Double.parseDouble(m.group(2)));
        }
        return profile;
    }

    private Rule rule(String[] column) {
        if (column.length != 5) {
            throw new IllegalArgumentException("a rule has five columns, this one " + column.length);
        }
        String language = column[3].strip();
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("\"" + language + "\" is no language of the table");
        }
        Effect effect = Effect.named(column[0].strip())
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + column[0].strip() + "\" is no effect of the table"));
        List<String> tools = Stream.of(column[2].strip().split("\\s+"))
                .filter(tool -> !tool.equals("-"))
                .toList();
        List<Phrase> phrases = Arrays.stream(column[4].split(";"))
                .map(phrase -> Phrase.parse(phrase, classes))
                .toList();
        return new Rule(effect, column[1].strip(), tools, language, phrases, rules.size());
    }

    private void index(Rule rule) {
        for (Phrase phrase : rule.phrases()) {
            Entry entry = new Entry(rule, phrase);
            phrase.first().vocabulary().words().forEach(w -> put(byWord, w, entry));
            phrase.first()
                    .vocabulary()
                    .stems()
                    .forEach(s -> put(byStem, s.substring(0, Vocabulary.STEM_LETTERS), entry));
            phrase.first().kinds().forEach(k -> put(byKind, k, entry));
        }
    }

    private static <K> void put(Map<K, List<Entry>> index, K key, Entry entry) {
        index.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
    }

    /** The names of the tools that the table speaks of. */
    Set<String> tools() {
        return tools;
    }

    List<Rule> rules() {
        return rules;
    }

    /** The activations that an intent has by itself; empty when it says nothing of the domains. */
    Map<String, Double> profile(String intent) {
        return profiles.getOrDefault(intent, Map.of());
    }

    Map<String, Map<String, Double>> profiles() {
        return profiles;
    }

    /** Words of one meaning in several languages. */
    List<Set<String>> synonyms() {
        return synonyms;
    }

    List<Token> tokens(String prompt) {
        return Tokens.of(prompt, polite::contains);
    }

    /** Every phrase that is in the prompt, each once for every place where it begins. */
    List<Match> in(List<Token> tokens) {
        List<Match> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            collect(byWord.get(token.text()), tokens, i, found);
            for (Kind kind : token.kinds()) {
                collect(byKind.get(kind), tokens, i, found);
            }
            if (token.text().length() >= Vocabulary.STEM_LETTERS) {
                collect(byStem.get(token.text().substring(0, Vocabulary.STEM_LETTERS)), tokens, i, found);
            }
        }
        return found;
    }

    private static void collect(List<Entry> entries, List<Token> tokens, int from, List<Match> found) {
        if (entries == null) {
            return;
        }
        for (Entry entry : entries) {
            int end = entry.phrase().matches(tokens, from);
            if (end >= 0) {
                found.add(new Match(entry.rule(), entry.phrase(), from, end));
            }
        }
    }
}
