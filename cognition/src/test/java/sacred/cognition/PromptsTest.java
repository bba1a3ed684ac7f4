package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sacred.providers.Prompt;
import sacred.providers.ToolCall;
import sacred.timeline.ErrorKind;

/** What the models are really sent, as golden files; run with {@code -Dgolden=update} to write them anew. */
class PromptsTest {

    private static final Path GOLDEN = Path.of("src/test/prompts");

    private final Stagehand hand = new Stagehand();

    @Test
    void aPlaceholderWithoutAValueIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Prompts.fill("route.md", Map.of()));
    }

    @Test
    void aValueIsNotReadAgain() {
        assertEquals(
                "Route this request:\n\n\"{{tools}} $1 \\\\\"",
                Prompts.fill("route-request.md", Map.of("request", "\"{{tools}} $1 \\\\\"")));
    }

    @Test
    void routeAndItsClarifiedRetry() throws IOException {
        hand.settings = hand.settings.withMode(TurnSettings.Mode.MODEL);
        hand.models.says("r:routes", text("{\"plan\":\"direct\"}"), text("no")).says("a:answers", text("x"));

        hand.ask("Compare \"a\" with\nb.");

        golden("route", hand.models.prompts.get(0));
        golden("route-again", hand.models.prompts.get(1));
        golden("format", hand.models.prompts.get(2));
    }

    @Test
    void toolsAndTheirResults() throws IOException {
        ToolCall call = new ToolCall("id-1", "calculator", "{\"expression\":\"17% of 2340\"}");
        hand.models.says("a:answers", calls(call), text("Found."), text("397.8"));

        hand.ask("what is 17% of 2340?");

        golden("tools", hand.models.prompts.get(0));
        golden("format-with-results", hand.models.prompts.get(2));
    }

    @Test
    void aFailedToolStage() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.TIMEOUT, false), text("x"));

        hand.ask("what is 17% of 2340?");

        golden("format-without-tools", hand.models.prompts.get(1));
    }

    private static void golden(String name, Prompt prompt) throws IOException {
        StringBuilder shown =
                new StringBuilder("SYSTEM\n").append(prompt.system()).append('\n');
        prompt.messages().forEach(m -> shown.append("\nMESSAGE ").append(m).append('\n'));
        prompt.tools().forEach(t -> shown.append("\nTOOL ").append(t).append('\n'));
        shown.append("\nJSON ").append(prompt.json()).append('\n');
        Path file = GOLDEN.resolve(name + ".txt");
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, shown);
        }
        assertTrue(Files.exists(file), file + " is missing; -Dgolden=update writes it");
        assertEquals(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), shown.toString(), name);
    }
}
