package sacred;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/tool-safety.md has every case of the catalogue, and each with tests that exist. */
class ToolSafetyPageTest {

    private static final List<String> CASES = List.of(
            ("T01 T02 T04 T05 T07 T08 T10 T11 T13 T14 T16 T17 T19 T20 T22 T23 T25 T26 T28 T29 T31 T32 T34 T35 T37 T38"
                + " T40 T41 T43 T44 T46 T47 T49 T50 T52 T53 T55 T56 T61 T62 T64 T65 T67 T68 T70 T71 T73 T74 P85 P86"
                + " P88 P98")
                    .split(" "));

    private static final Pattern ROW = Pattern.compile("^\\| ([TP]\\d+) \\|.*\\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyCaseHasTestsThatExist() throws IOException {
        Map<String, List<String>> rows = rows(Files.readString(Sources.root().resolve("docs/tool-safety.md")));

        assertEquals(CASES, List.copyOf(rows.keySet()));
        assertEquals(List.of(), missing(rows, sources()));
    }

    @Test
    void aTestThatDoesNotExistAndACaseWithoutOneAreSeen() {
        Map<String, List<String>> rows = rows("| T01 | a | `ATest.is`, `ATest.isNot` |\n| T02 | b | later |\n");

        assertEquals(
                List.of("T01: ATest.isNot", "T02: no test"),
                missing(rows, Map.of("ATest", "@Test\n    void is() {}\n// isNot() is gone")));
    }

    private static Map<String, List<String>> rows(String page) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            rows.put(
                    row.group(1),
                    TEST.matcher(row.group(2))
                            .results()
                            .map(MatchResult::group)
                            .map(name -> name.replace("`", ""))
                            .toList());
        }
        return rows;
    }

    private static List<String> missing(Map<String, List<String>> rows, Map<String, String> sources) {
        List<String> missing = new ArrayList<>();
        rows.forEach((id, tests) -> {
            if (tests.isEmpty()) {
                missing.add(id + ": no test");
            }
            for (String test : tests) {
                int dot = test.indexOf('.');
                String source = sources.getOrDefault(test.substring(0, dot), "");
                if (!source.contains("void " + test.substring(dot + 1) + "(")) {
                    missing.add(id + ": " + test);
                }
            }
        });
        return missing;
    }

    /** Of every test class its text, by its name. */
    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        for (String module : Sources.MODULES) {
            for (Path file : Sources.javaFiles(Sources.root().resolve(module).resolve("src/test/java"))) {
                try {
                    sources.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return sources;
    }
}
