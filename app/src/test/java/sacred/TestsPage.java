package sacred;

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

/** A page of the documentation whose rows name their tests. */
final class TestsPage {

    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z]\\d+(?:\\.\\d+)?) \\|.*\\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    private TestsPage() {}

    /** The tests of each row, by its first column. */
    static Map<String, List<String>> rows(String page) {
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

    /** The rows without a test, and the tests that no source has. */
    static List<String> missing(Map<String, List<String>> rows, Map<String, String> sources) {
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
    static Map<String, String> sources() {
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
