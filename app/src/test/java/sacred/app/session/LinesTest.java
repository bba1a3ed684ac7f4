package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.cognition.schedule.Scheduler;

/** Which providers stand in line together. */
class LinesTest {

    @TempDir
    Path directory;

    @Test
    void oneOllamaIsOneMachineWhateverItsAddressIsCalled() throws Exception {
        Scheduler scheduler = scheduler("""
            llm_providers:
              ollama: {base_url: "http://localhost:11434"}
              numbers: {type: ollama, base_url: "http://127.0.0.1:11434"}
              six: {type: ollama, base_url: "http://[::1]:11434/"}
              another: {type: ollama, base_url: "http://127.0.0.1:11435"}
              far: {type: ollama, base_url: "http://192.168.1.9:11434"}
            routing_strategy: {response_formatting: "ollama:llama3.1"}
            """);

        assertSame(scheduler.gate("ollama"), scheduler.gate("numbers"));
        assertSame(scheduler.gate("ollama"), scheduler.gate("six"));
        assertNotSame(scheduler.gate("ollama"), scheduler.gate("another"));
        assertNotSame(scheduler.gate("ollama"), scheduler.gate("far"));
    }

    private Scheduler scheduler(String yaml) throws Exception {
        try (Stage stage = new Stage(directory)) {
            stage.config(yaml);
            try (Setup setup = Setup.of(
                    stage.host(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Optional.empty())) {
                return setup.world().scheduler();
            }
        }
    }
}
