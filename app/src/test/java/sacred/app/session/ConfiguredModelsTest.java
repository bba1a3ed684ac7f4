package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;
import sacred.cognition.TurnSettings;
import sacred.timeline.ModelRef;

class ConfiguredModelsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "one:a, one:b, true",
        "one:a, same:b, true",
        "one:a, gpu:b, false",
        "cloud:a, cloud:b, false",
        "one:a, cloud:b, false"
    })
    void twoNamesOfOneOllamaAreOneMachine(String one, String other, boolean shared) throws Exception {
        try (Stage stage = new Stage(directory)) {
            stage.config("""
                llm_providers:
                  one: {type: ollama, base_url: "http://localhost:11434"}
                  same: {type: ollama, base_url: "http://LOCALHOST:11434/"}
                  gpu: {type: ollama, base_url: "http://gpu:11434"}
                  cloud: {type: openai, api_key: "a-key-0123456789"}
                routing_strategy: {response_formatting: "cloud:m", speculate: off}
                """);
            try (Setup setup = Setup.of(
                    stage.host(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Optional.empty())) {
                assertEquals(shared, setup.world().models().shareAnOllama(ModelRef.parse(one), ModelRef.parse(other)));
                assertEquals(
                        TurnSettings.Speculate.OFF, setup.settings().routes().speculate());
            }
        }
    }
}
