package sacred.cognition.route.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.route.rules.Rule.Effect;

/** The format of the table, and that the one that comes with the program speaks of everything it has to. */
class RuleTableTest {

    private static final RuleTable TABLE = RuleTable.load();

    private static final Set<String> TOOLS = Set.of(
            "calculator",
            "units",
            "clock",
            "timelines",
            "manual",
            "read_file",
            "list_files",
            "glob",
            "grep",
            "edit_file",
            "write_file",
            "shell",
            "fetch_page");

    @Test
    void thereIsARuleForEveryToolOfOurs() {
        assertEquals(
                TOOLS, TABLE.tools().stream().filter(t -> !t.equals(Rule.EVERY)).collect(Collectors.toSet()));
    }

    @Test
    void whatASentenceWantsWithoutAToolIsThereInEveryLanguage() {
        Map<String, Set<String>> languages = TABLE.rules().stream()
                .filter(rule -> rule.effect() == Effect.INTENT)
                .collect(Collectors.groupingBy(Rule::subject, Collectors.mapping(Rule::language, Collectors.toSet())));

        for (String intent : List.of("chat", "translate", "write", "advise", "explain")) {
            Set<String> missing = new HashSet<>(Set.of("en", "de", "fr", "es", "it"));
            missing.removeAll(languages.getOrDefault(intent, Set.of()));
            assertEquals(Set.of(), missing, intent);
        }
    }

    @Test
    void everyDomainHasWordsInEveryLanguage() {
        Set<String> there = TABLE.rules().stream()
                .filter(rule -> rule.effect() == Effect.DOMAIN)
                .map(rule -> rule.subject() + " " + rule.language())
                .collect(Collectors.toSet());

        assertEquals(4 * 5, there.size(), there.toString());
    }

    @Test
    void everyProfileHasTheFourDomainsFromNothingToOne() {
        TABLE.profiles().forEach((intent, profile) -> {
            assertEquals(DomainWords.NAMES, List.copyOf(profile.keySet()), intent);
            assertTrue(profile.values().stream().allMatch(v -> v >= 0 && v <= 1), intent);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "needs | compute | calculator | en ! line 2: a rule has five columns, this one 4",
                "wants | compute | calculator | en | add ! line 2: \"wants\" is no effect of the table",
                "needs | compute | calculator | tlh | add ! line 2: \"tlh\" is no language of the table",
                "needs | compute | calculator | en | add <digits> ! line 2: <digits> is neither a class of the table"
                        + " nor a kind of token",
                "needs | compute | calculator | en | what's ! line 2: \"what's\" can never be a word of a prompt",
                "needs | compute | calculator | en | .. add ! line 2: \".. add\" does not begin with a word",
                "needs | compute | calculator | en | ab* add ! line 2: \"ab*\" is too short to be the beginning of a"
                        + " word",
                "<times> = x ! line 2: <times> is there already",
                "profile | compute | CD=0.9 SD=high CuD=0 ED=0 ! line 2: \"SD=high\" is no activation"
            })
    void aLineThatBreaksTheFormatIsNamedWithWhatIsWrong(String line, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new RuleTable("<times> = times mal\n" + line));

        assertEquals(message, e.getMessage());
    }
}
