package sacred.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept is the user's alone, whatever the umask of the shell that started the program. */
class UmaskTest {

    /** Every kind of file that there is; one that is missing was not looked at. */
    private static final List<String> KINDS = List.of(
            "timelines/.*\\.jsonl",
            "timelines/.*\\.jsonl\\.lock",
            "timelines/.*\\.jsonl\\.broken",
            "timelines/.*\\.jsonl\\.partial",
            "timelines/.*\\.jsonl\\.index",
            "history",
            "history\\.lock",
            "drafts/.*\\.txt",
            "spending/2026.*",
            "log/sacred\\.log",
            "log/sacred\\.log\\.1",
            "log/sacred\\.log\\.lock");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"000", "002", "022", "077"})
    void filesAreForTheirOwnerAlone(String umask) throws Exception {
        start(umask);

        Path data = directory.resolve("data");
        Map<String, String> wrong = new TreeMap<>();
        Map<String, String> modes = modes(data);
        modes.forEach((name, mode) -> {
            if (!mode.equals(Files.isDirectory(data.resolve(name)) ? "rwx------" : "rw-------")) {
                wrong.put(name, mode);
            }
        });
        assertEquals(Map.of(), wrong);
        for (String kind : KINDS) {
            assertTrue(modes.keySet().stream().anyMatch(name -> name.matches(kind)), kind + " among " + modes.keySet());
        }
        assertEquals("600\n700\n", Files.readString(directory.resolve("seen")), "what the editor was given");
    }

    private void start(String umask) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask " + umask + " && exec \"$@\"",
                        "sh",
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        Keeping.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it hangs");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Files.readString(said));
    }

    /** Of everything below the directory, and of itself, by its name. */
    private static Map<String, String> modes(Path data) throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                modes.put(
                        data.relativize(path).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        return modes;
    }
}
