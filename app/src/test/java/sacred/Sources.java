package sacred;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree of all modules, as the tests about the tree itself see it. */
final class Sources {

    static final List<String> MODULES = List.of("timeline", "providers", "cognition", "app");

    private Sources() {}

    /** The directory of the whole project; tests run in the directory of their module. */
    static Path root() {
        Path root = Path.of("").toAbsolutePath().getParent();
        assertTrue(Files.isRegularFile(root.resolve("timeline/pom.xml")), root + " is not the root of the project");
        return root;
    }

    /** Every Java file below a directory, generated ones excepted, in a stable order. */
    static List<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> Stream.of("target", ".git").noneMatch(d -> contains(directory.relativize(f), d)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path path, String name) {
        for (Path part : path) {
            if (part.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
