package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {

    @TempDir
    Path directory;

    @Test
    void theTemplateLoadsWithoutProblemsAndWithoutNotes() throws ConfigException {
        Config config = WrittenConfig.in(directory, ConfigLoader.example()).load(Map.of());

        assertEquals("ollama:llama3.1", config.routing().responseFormatting());
        assertEquals(List.of(), config.notes());
    }

    @Test
    void whatTheTemplateOffersInCommentsLoadsToo() throws Exception {
        Pem.in(directory.resolve("company.pem"));
        // a commented setting is a comment whose text is "name: value", a list item or a bracket
        String uncommented = ConfigLoader.example()
                .replaceAll("(?m)^( +)# ([a-z_-]+|\"openai:gpt-4\"):(?=$| )", "$1$2:")
                .replaceAll("(?m)^( +)#   ([a-z_]+):(?=$| )", "$1  $2:")
                .replace("  type: ollama, openai", "  # type: ollama, openai");

        Config config = WrittenConfig.in(directory, uncommented).load(Map.of("OPENAI_API_KEY", "k"));

        assertEquals(
                List.of("panel", "careful", "polished", "poll", "council"),
                List.copyOf(config.logicalModels().keySet()));
        assertEquals(Optional.of("0.50"), config.budget().perTurnUsd().map(Object::toString));
        assertEquals(1, config.authorities().own().size());
        assertEquals(1, config.prices().table().size());
        assertTrue(config.providers().stream().anyMatch(p -> p.name().equals("my-vllm")));
    }

    @Test
    void everyNameThatAFileMayContainStandsInTheTemplate() {
        String template = ConfigLoader.example();

        Set<String> names = Schema.NAMES;
        assertTrue(names.size() > 40, names::toString);
        assertEquals(
                List.of(),
                names.stream()
                        .filter(n -> !template.contains(" " + n + ":") && !template.contains("\n" + n + ":"))
                        .filter(n -> !template.contains("{" + n + ":"))
                        .toList());
    }
}
