package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

    private static final Message.User QUESTION = new Message.User("How much is it?");

    @Test
    void withoutToolMessagesItIsFlatAlready() {
        Prompt prompt = Prompt.of("s", List.of(QUESTION, Message.Assistant.of("5"), QUESTION));

        assertEquals(prompt, prompt.flat());
    }

    @Test
    void whatToolsFoundBecomesTextOfTheQuestion() {
        Message.Assistant calls = new Message.Assistant(
                "",
                List.of(new ToolCall("1", "calculator", "{\"expression\":\"2+3\"}"), new ToolCall("2", "clock", "{}")),
                "",
                "");
        Prompt prompt = Prompt.of(
                "s",
                List.of(
                        QUESTION,
                        calls,
                        new Message.ToolResult("1", "calculator", "5", false),
                        new Message.ToolResult("2", "clock", "no zone", true)));

        assertEquals(List.of(new Message.User("""
            How much is it?

            [The tool calculator was run with {"expression":"2+3"} and returned: 5]

            [The tool clock was run with {} and failed: no zone]\
            """)), prompt.flat().messages());
    }

    @Test
    void flatMakesOneMessageOfTwoOfTheUserInARow() {
        Prompt prompt = Prompt.of(
                "",
                List.of(
                        new Message.User("2+3"),
                        new Message.Assistant("", List.of(new ToolCall("1", "calculator", "{}")), "", ""),
                        new Message.ToolResult("1", "calculator", "5", false),
                        new Message.User("Once more.")));

        assertEquals(
                List.of(new Message.User("2+3\n\n[The tool calculator was run with {} and returned: 5]\n\nOnce more.")),
                prompt.flat().messages());
    }
}
