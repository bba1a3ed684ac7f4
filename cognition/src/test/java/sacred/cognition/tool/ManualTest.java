package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is sacred | ## What sacred is",
                "how do I add a provider | ## Add a provider",
                "how do I add Ollama | ## Add a provider",
                "how can I configure groq | ## Add a provider",
                "how do I switch models | ## Switch the model",
                "how do I change the model | ## Switch the model",
                "how do I replay a timeline | ## Replay a timeline",
                "how do I resume a session | ## Resume a timeline",
                "how do I verify a timeline | ## Verify and show a timeline",
                "where are my timelines stored | ## Where timelines are stored",
                "where is the configuration file | ## Configuration file",
                "what are the exit codes | ## Exit codes",
                "routing modes | ## Routing modes",
                "what happens when a provider fails | ## Fallback when a provider fails",
                "does sacred work offline | ## Offline: the built-in engine",
                "slash commands | ## Commands in a session",
                "help | ## Commands in a session",
                "how do I quit | ## Commands in a session",
                "where do I put my api key | ## API keys and secrets",
                "what does it cost | ## Cost and budget",
            })
    void findsTheSection(String topic, String heading) throws ToolException, InterruptedException {
        String answer = lookUp(topic);

        assertEquals(heading, answer.lines().findFirst().orElseThrow());
        assertTrue(answer.lines().count() > 2, answer);
    }

    @Test
    void namesItsSectionsWhenNothingFits() throws ToolException, InterruptedException {
        String answer = lookUp("photosynthesis");

        assertTrue(answer.startsWith("The manual says nothing about that. Its sections are: What sacred is, "), answer);
        assertTrue(answer.endsWith("Exit codes."), answer);
    }

    @Test
    void namesTheKeysAndTheCommandThatGetAModel() throws ToolException, InterruptedException {
        String answer = lookUp("add a provider");

        for (String needed : new String[] {"ollama pull", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GROQ_API_KEY"}) {
            assertTrue(answer.contains(needed), needed);
        }
    }

    private static String lookUp(String topic) throws ToolException, InterruptedException {
        return Given.run(
                "manual",
                JsonNodeFactory.instance.objectNode().put("topic", topic).toString());
    }
}
