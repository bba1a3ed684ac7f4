package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PromptSizeTest {

    private static long least(String text) {
        return PromptSize.leastTokens(List.of(new Message.User(text)));
    }

    @Test
    void aRunOfTheSameSignOrOfBlanksMayBeOneTokenAndCountsOnce() {
        assertEquals(0, least("-".repeat(10_000)));
        assertEquals(0, least(" \n\t".repeat(10_000)));
        assertEquals(0, least("a".repeat(10_000)));
        assertEquals(100, least("ab".repeat(400)));
    }

    @Test
    void proseHasAtLeastAnEighthOfItsCharacters() {
        assertEquals(550, least("the quick brown fox jumps over the lazy dog ".repeat(100)));
    }

    @Test
    void whatToolsReturnedCountsAndWhatAProviderPutsAroundDoesNot() {
        List<Message> messages = List.of(
                new Message.User("abcdefgh"),
                Message.Assistant.of("abcdefgh"),
                new Message.ToolResult("id", "tool", "abcdefgh", false));

        assertEquals(3, PromptSize.leastTokens(messages));
    }

    @Test
    void aSchemaIsSentAndCounts() {
        Prompt prompt = Prompt.of("", List.of(new Message.User("hello")));

        assertEquals(
                PromptSize.bytes(prompt) + 13,
                PromptSize.bytes(prompt.answeredBy(new AnswerSchema("n", "{\"type\":\"é\"}"))));
    }

    @Property
    void theLeastIsNeverMoreThanTheMost(@ForAll String text) {
        Prompt prompt = Prompt.of("", List.of(new Message.User(text)));

        assertTrue(PromptSize.leastTokens(prompt.messages()) <= PromptSize.mostTokens(prompt));
    }
}
