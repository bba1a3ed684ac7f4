package sacred;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/orchestration-tests.md has every line of the checklists, each with tests that exist and carry its number. */
class OrchestrationPageTest {

    /** An optional behaviour that there is none of. */
    private static final int NOT_ASKED_FOR = 15;

    @Test
    void everyLineHasTestsThatExistAndCarryItsNumber() throws IOException {
        Map<String, List<String>> rows =
                TestsPage.rows(Files.readString(Sources.root().resolve("docs/orchestration-tests.md")));

        assertEquals(lines(), List.copyOf(rows.keySet()));
        assertEquals(List.of(), TestsPage.missing(rows, TestsPage.sources()));
        assertEquals(List.of(), untagged(rows, TestsPage.sources()));
    }

    @Test
    void aTestWithoutTheNumberOfItsRowIsSeen() {
        Map<String, List<String>> rows = TestsPage.rows("| A3.08 | a | `ATest.is`, `ATest.isNot` |\n");
        String source = """
                @Test
                @Tag("A3.08")
                void is() {}

                @Test
                void isNot() {}
            """;

        assertEquals(List.of("A3.08: ATest.isNot"), untagged(rows, Map.of("ATest", source)));
    }

    private static List<String> lines() {
        Stream<String> strategies =
                IntStream.rangeClosed(1, 20).filter(n -> n != NOT_ASKED_FOR).mapToObj(n -> String.format("A2.%02d", n));
        Stream<String> consortium = IntStream.rangeClosed(1, 22).mapToObj(n -> String.format("A3.%02d", n));
        return Stream.of(strategies, consortium, Stream.of("D5"))
                .flatMap(s -> s)
                .toList();
    }

    private static List<String> untagged(Map<String, List<String>> rows, Map<String, String> sources) {
        List<String> untagged = new ArrayList<>();
        rows.forEach((id, tests) -> tests.forEach(test -> {
            int dot = test.indexOf('.');
            String tagged = "Tag\\(\"" + Pattern.quote(id) + "\"\\)(?:(?!\\bvoid\\b)[\\s\\S])*?\\bvoid "
                    + test.substring(dot + 1) + "\\(";
            if (!Pattern.compile(tagged)
                    .matcher(sources.getOrDefault(test.substring(0, dot), ""))
                    .find()) {
                untagged.add(id + ": " + test);
            }
        }));
        return untagged;
    }
}
