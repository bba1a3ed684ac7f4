package sacred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file of every module is as palantir-java-format writes it. {@code -Dformat=apply} rewrites the files that are
 * not.
 */
class FormatTest {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everyFileIsFormatted() {
        Path root = Sources.root();
        List<Path> files = Sources.javaFiles(root);
        for (String module : Sources.MODULES) {
            assertTrue(files.stream().anyMatch(f -> f.startsWith(root.resolve(module))), "no file seen in " + module);
        }

        List<Path> wrong = files.parallelStream()
                .filter(f -> !formatted(f).equals(read(f)))
                .toList();

        if ("apply".equals(System.getProperty("format"))) {
            wrong.forEach(FormatTest::rewrite);
            System.out.printf("format: %d of %d files rewritten%n", wrong.size(), files.size());
            return;
        }
        List<String> names =
                wrong.stream().map(f -> root.relativize(f).toString()).toList();
        assertEquals(
                List.of(),
                names,
                "not formatted; mvn -pl app -am test -Dtest=FormatTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dformat=apply rewrites them");
    }

    @Test
    void aFileThatIsNotFormattedIsSeen() throws FormatterException {
        String source = "class A{int a ;}\n";

        assertEquals("class A {\n    int a;\n}\n", FORMATTER.formatSourceAndFixImports(source));
    }

    private static String formatted(Path file) {
        try {
            return FORMATTER.formatSourceAndFixImports(read(file));
        } catch (FormatterException e) {
            throw new AssertionError(file + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static void rewrite(Path file) {
        try {
            Files.writeString(file, formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
