package sacred.app.loop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

/** A replay opens no socket: in a JVM of its own in which each try is counted and refused. */
@Timeout(120)
class OfflineTest {

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void aTimelineIsSaved() throws Exception {
        stage = new Stage(directory);
        stage.answering("Hello to you.");
        assertEquals(0, stage.run("ask", "Hello?"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theReplayKnowsNobodyWhoCouldBeAsked() {
        JavaClasses imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("sacred.app.replay");
        assertTrue(imported.size() >= 5, "only " + imported.size() + " classes seen");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", "java.time", "sacred.timeline..", "sacred.app.replay")
                .check(imported);
    }

    @Test
    void aPlainReplayOpensNoSocket() throws Exception {
        List<String> said = run("plain");

        assertTrue(said.contains("Hello to you."), said.toString());
        assertEquals("0 tries, exit 0", said.getLast());
    }

    @Test
    void aReplayOnTheScreenOpensNoSocket() throws Exception {
        List<String> said = run("screen");

        assertTrue(said.stream().anyMatch(line -> line.contains("Hello to you.")), said.toString());
        assertEquals("0 tries, exit 0", said.getLast());
    }

    @Test
    void whoAsksIsCaught() throws Exception {
        List<String> said = run("ask");

        assertTrue(said.getLast().matches("[1-9][0-9]* tries, exit [1-9]"), said.toString());
    }

    @Test
    void everyWayOutIsCaught() throws Exception {
        List<String> said = run("ways");

        assertTrue(said.getLast().matches("[1-9][0-9]* tries, exit 0"), said.toString());
    }

    private List<String> run(String what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.nio.channels.spi.SelectorProvider=" + WithoutNetwork.Provider.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutNetwork.class.getName(),
                what,
                stage.files().getFirst().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(stage.env);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.lines().map(String::strip).toList();
    }
}
