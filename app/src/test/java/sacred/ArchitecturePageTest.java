package sacred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md promises nothing that no test holds. */
class ArchitecturePageTest {

    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyInvariantNamesATestThatExists() throws IOException {
        List<String> invariants = invariants(Files.readString(Sources.root().resolve("ARCHITECTURE.md")));
        assertTrue(invariants.size() >= 5, "only " + invariants.size() + " invariants were seen");

        assertEquals(List.of(), unheld(invariants, testClasses()));
    }

    @Test
    void anInvariantWithoutATestIsSeen() {
        List<String> invariants =
                invariants("Invariant: a.\nInvariant: b (`GoneTest`).\nInvariant: c\n(`RealTest`).\n");

        assertEquals(List.of("Invariant: a.", "Invariant: b (`GoneTest`)."), unheld(invariants, Set.of("RealTest")));
    }

    /** Paragraphs, or items of a list, that begin with "Invariant:"; a paragraph may span lines. */
    private static List<String> invariants(String page) {
        return Pattern.compile("^Invariant:.*?(?=\\n\\n|\\nInvariant:|\\n*\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> unheld(List<String> invariants, Set<String> tests) {
        return invariants.stream()
                .filter(invariant -> {
                    List<String> named = TEST_NAME
                            .matcher(invariant)
                            .results()
                            .map(m -> m.group(1))
                            .toList();
                    return named.isEmpty() || !tests.containsAll(named);
                })
                .toList();
    }

    private static Set<String> testClasses() {
        return Sources.MODULES.stream()
                .map(module -> Sources.root().resolve(module).resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(directory -> Sources.javaFiles(directory).stream())
                .map(Path::getFileName)
                .map(name -> name.toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }
}
