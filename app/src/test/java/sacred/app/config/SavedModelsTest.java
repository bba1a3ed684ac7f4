package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.strategy.Options;

class SavedModelsTest {

    @TempDir
    Path directory;

    private static Config.LogicalModel model(String name, String system) {
        return new Config.LogicalModel(
                name,
                "consortium",
                List.of("stub:a:2", "stub:qwen:7*1"),
                Map.of("arbiter", "stub:judge"),
                new Options(
                        0.7,
                        0.4,
                        Options.StopOn.BOTH,
                        2,
                        OptionalInt.of(4),
                        1,
                        2,
                        Optional.of(Duration.ofMillis(1500)),
                        false,
                        true,
                        "",
                        system));
    }

    @Test
    @Tag("A3.15")
    void whatIsSavedIsFoundAsItWas() throws Exception {
        SavedModels saved = new SavedModels(directory.resolve("new").resolve("models"));
        assertEquals(List.of(), saved.names());

        saved.save(model("wise-men", "Be kind."));

        assertEquals(List.of("wise-men"), saved.names());
        assertEquals(Optional.of(model("wise-men", "Be kind.")), saved.find("wise-men"));
        assertTrue(saved.remove("wise-men"));
        assertFalse(saved.remove("wise-men"));
        assertEquals(Optional.empty(), saved.find("wise-men"));
    }

    @Property(tries = 200)
    void anyTextOfAUserComesBack(@ForAll("texts") String system) throws Exception {
        Path fresh = Files.createTempDirectory(Path.of("target"), "saved");
        SavedModels saved = new SavedModels(fresh);

        saved.save(model("m", system));

        assertEquals(system, saved.find("m").orElseThrow().options().system());
        saved.remove("m");
        Files.delete(fresh);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "${HOME}", "$HOME", "$", "{", "\"", "\\", "\n", "\t", ": ", "# ", "'", "é", "€", "😀", "a", " ",
                        "}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "direct", "a/b", "", "composite", "a:b"})
    void whatIsNoNameIsRefused(String name) {
        SavedModels saved = new SavedModels(directory);

        assertThrows(IllegalArgumentException.class, () -> saved.save(model(name, "x")));
        assertFalse(saved.has(name));
    }

    @Test
    void aFileThatSomebodyBrokeIsNamed() throws Exception {
        Files.writeString(directory.resolve("m.yaml"), "logical_models: {m: {strategy: mao, models: [\"a:b\"]}}\n");

        ConfigException e = assertThrows(ConfigException.class, () -> new SavedModels(directory).find("m"));

        assertTrue(e.problems().getFirst().startsWith("m.yaml:1:"), e.problems().toString());
    }
}
