package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the catalogue that are about whole files and about the world around them. Y65 is in ConfigReloadTest. */
@Timeout(60)
class CatalogueOfFilesTest {

    @TempDir
    Path directory;

    @DisplayName("Y01, Y02")
    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "\n\n", "---\n", "{}"})
    void anEmptyFileMeansTheDefaultsAndIsToldOfTheTemplate(String yaml) throws ConfigException {
        Config config = WrittenConfig.in(directory, yaml).load(Map.of());

        assertEquals("builtin:default", config.routing().responseFormatting());
        assertEquals(
                List.of("The file names no llm_providers, so the built-in ones apply. \"sacred config example\" prints"
                        + " a template."),
                config.notes());
    }

    @DisplayName("Y02")
    @Test
    void aFileThatCannotBeReadIsNamedWithItsReason() throws Exception {
        Path locked = Files.writeString(directory.resolve("locked.yaml"), "ui: {}\n");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(locked), "this user may read everything");

        assertEquals(
                List.of("The configuration file " + locked + " cannot be read: permission denied."), refused(locked));
    }

    @DisplayName("Y07, Y28")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ui\": {\"mouse\": true}, \"tools\": {\"web\": \"off\"}}",
                "ui: {mouse: true}\r\ntools: {web: off}\r\n",
                "ui: {mouse: true}\rtools: {web: off}\r",
            })
    void jsonAndEveryLineEndAreFine(String yaml) throws ConfigException {
        Config config = WrittenConfig.in(directory, yaml).load(Map.of());

        assertEquals(Config.Permission.OFF, config.tools().web());
    }

    @DisplayName("Y43")
    @Test
    void aliasesThatWouldGrowAreRefusedBeforeTheyDo() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 26; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertEquals(
                List.of("config.yaml:1:5  anchors are not allowed. Quote a value that begins with \"&\"."),
                WrittenConfig.in(directory, yaml.toString()).problems(Map.of()));
    }

    @DisplayName("Y46")
    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: "})
    void sixtyLevelsAreRefusedWhereTheyAreTooMany(String level) {
        List<String> problems = WrittenConfig.in(directory, level.repeat(60)).problems(Map.of());

        assertEquals(1, problems.size());
        assertTrue(
                problems.getFirst().matches("config\\.yaml:1:\\d+  nested more than 20 deep\\."), problems::toString);
    }

    @DisplayName("Y47, Y62")
    @Test
    void ofAFileThatIsTooLargeOnlyTheBeginningIsRead() throws Exception {
        Path large = directory.resolve("config.yaml");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            // no memory of a test holds this
            file.setLength(1L << 40);
        }

        assertEquals(
                List.of("config.yaml:1:1  the file is larger than 1 MiB. A configuration is a page of text."),
                refused(large));
    }

    @DisplayName("Y49")
    @Test
    void noClassIsLoadedAndNoAddressAsked() throws Exception {
        try (ServerSocketChannel canary = ServerSocketChannel.open()) {
            canary.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            canary.configureBlocking(false);
            int port = ((InetSocketAddress) canary.getLocalAddress()).getPort();
            String yaml = "ui: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
                    + " [\"http://127.0.0.1:" + port + "/\"]]]]\n";

            assertEquals(
                    List.of("config.yaml:1:5  tags are not allowed. Quote a value that begins with \"!\"."),
                    WrittenConfig.in(directory, yaml).problems(Map.of()));
            assertNull(canary.accept());
        }
    }

    @DisplayName("Y52")
    @Test
    void aDefaultStandsForAVariableThatIsNotSet() throws ConfigException {
        Config config = WrittenConfig.in(directory, "llm_providers: {ollama: {models: [\"${X:-d}\"]}}")
                .load(Map.of());

        assertEquals(List.of("d"), config.providers().getFirst().models());
    }

    @DisplayName("Y53")
    @ParameterizedTest
    @ValueSource(strings = {"a\nb: c", "\"quoted\"", "a: b", "${PATH}", "# no comment", "*alias", "!tag", "large"})
    void whatAVariableSaysIsNeverReadAsYaml(String value) throws ConfigException {
        String said = value.equals("large") ? "x".repeat(1 << 20) : value;

        Config config = WrittenConfig.in(directory, "llm_providers: {ollama: {models: [\"${X}\"]}}")
                .load(Map.of("X", said));

        assertEquals(List.of(said), config.providers().getFirst().models());
    }

    @DisplayName("Y58")
    @Test
    void aThousandMembersAreTooMany() {
        String members = "\"ollama:x\", ".repeat(1000);

        assertEquals(
                List.of("config.yaml:1:18  logical_models.a: needs 1 to 64 members, has 1000."),
                WrittenConfig.in(directory, "logical_models: {a: {strategy: moa, models: [" + members + "]}}")
                        .problems(Map.of()));
    }

    @DisplayName("Y58")
    @Test
    void aFallbackToTheModelThatHasFailedIsNoted() throws ConfigException {
        Config config = WrittenConfig.in(directory, """
            llm_providers: {ollama: {}}
            routing_strategy: {response_formatting: "ollama:x", fallback: ["ollama:x", "builtin:default"]}
            """).load(Map.of());

        assertEquals(
                List.of("routing_strategy.fallback names ollama:x, which has failed already when a fallback is asked."),
                config.notes());
    }

    @DisplayName("Y62")
    @Test
    void aPipeInThePlaceOfAFileIsNotOpened() throws Exception {
        Path pipe = directory.resolve("config.yaml");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertEquals(List.of("The configuration file " + pipe + " is not a regular file."), refused(pipe));
    }

    @DisplayName("Y61, Y62, Y64")
    @Test
    void nothingInTheWorkingDirectoryIsRead() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project/.sacred"));
        Path home = Files.createDirectory(directory.resolve("home"));
        String hostile = "llm_providers: {openai: {base_url: \"https://evil.test\"}}\nnonsense: 1\n";
        for (String name : List.of("config.yaml", ".sacred.yaml", "sacred.yaml", ".sacred/config.yaml")) {
            Files.writeString(project.resolveSibling(name), hostile);
        }
        Files.writeString(
                project.resolveSibling(".env"),
                "SACRED_CONFIG=config.yaml\nHOME=" + project.getParent() + "\nOPENAI_API_KEY=k\n"
                        + "JAVA_TOOL_OPTIONS=-Dnonsense\nSACRED_DATA=.\n");

        String said = inDirectory(project.getParent(), home);

        assertTrue(said.startsWith("No configuration file: the defaults are in force.\n"), said);
        assertTrue(
                said.contains("provider openai is disabled: the environment variable OPENAI_API_KEY is not set"), said);
    }

    /** What {@code sacred config check} says there. */
    private static String inDirectory(Path working, Path home) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "sacred.app.Main",
                "config",
                "check");
        builder.directory(working.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static List<String> refused(Path option) {
        return assertThrows(
                        ConfigException.class, () -> ConfigLoader.load(Optional.of(option), Map.of(), Optional.empty()))
                .problems();
    }
}
