package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.ToolRun;

/** Rounds of tools that return more than their model can read. */
class TrimmingTest {

    private static final ModelRef MODEL = Stagehand.ANSWERS;
    private static final int WINDOW = 4096;

    private final Stagehand hand = new Stagehand();

    /** Returns a text of 16,011 characters that begins and ends with its topic. */
    private record LongText(String name) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec(name, "Long texts.", "{\"type\":\"object\",\"properties\":{}}");
        }

        @Override
        public String run(Arguments arguments, Context context) {
            return "BEGIN " + name + " " + "word ".repeat(3198) + "END " + name;
        }
    }

    @BeforeEach
    void fiveToolsWithLongResults() {
        hand.models.windows =
                new Known().model("a:answers", WINDOW, Optional.of(true)).windows();
        List<Tool> tools = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            tools.add(new LongText("text" + i));
        }
        hand.toolbox = Toolbox.HARMLESS.and(tools);
    }

    private static Scripted.Move call(int number) {
        return calls(new ToolCall("id" + number, "text" + number, "{}"));
    }

    private void callsAllFive() {
        hand.models.says("a:answers", call(1), call(2), call(3), call(4), call(5), text("found"), text("The answer."));
    }

    private static List<Message.ToolResult> results(Prompt prompt) {
        return prompt.messages().stream()
                .filter(Message.ToolResult.class::isInstance)
                .map(Message.ToolResult.class::cast)
                .toList();
    }

    @Test
    void noRequestIsLongerThanTheWindowAndTheNewestResultIsKeptBest() throws IOException {
        callsAllFive();

        assertEquals(Event.Outcome.OK, hand.ask("2+2"));

        assertEquals(7, hand.models.prompts.size());
        for (Prompt prompt : hand.models.prompts) {
            assertTrue(
                    hand.models.windows.rates().tokens(MODEL, PromptSize.bytes(prompt)) <= WINDOW * 3 / 4,
                    "too long: " + PromptSize.bytes(prompt));
        }
        List<Message.ToolResult> last = results(hand.models.prompts.get(5));
        assertEquals(5, last.size());
        assertTrue(last.getLast().text().length() > 4 * last.getFirst().text().length(), last.toString());
        for (Message.ToolResult result : last) {
            assertTrue(result.text().startsWith("BEGIN " + result.tool()), result.text());
            assertTrue(result.text().endsWith("END " + result.tool()), result.text());
            assertTrue(result.text().contains(" characters left out here: more than you can read ...]"), result.text());
        }
    }

    @Test
    void theBlockKeepsTheWholeResultsAndSaysWhatTheModelDidNotRead() throws IOException {
        callsAllFive();

        hand.ask("2+2");

        Block.Tool block = hand.only(Block.Tool.class);
        assertEquals(
                List.of(16_011, 16_011, 16_011, 16_011, 16_011),
                block.tools().stream().map(ToolRun::result).map(String::length).toList());
        List<String> notes = aboutResults(block);
        assertEquals(5, notes.size(), notes::toString);
        assertTrue(notes.getFirst().startsWith("1 of 1 tool results was shortened (text1: "));
        assertTrue(
                notes.getLast()
                        .startsWith("5 of 5 tool results were shortened, the oldest first (text1, text2, text3, text4,"
                                + " text5: "),
                notes::toString);
        assertTrue(notes.getLast()
                .endsWith(" characters were left out): a:answers reads 4,096 tokens (as its server says)."));
        assertTrue(aboutResults(hand.only(Block.Format.class))
                .getFirst()
                .startsWith("5 of 5 tool results were shortened"));
    }

    /** The scripted models always count 10 tokens, of which other notes tell. */
    private static List<String> aboutResults(Block block) {
        return block.head().notes().stream()
                .filter(note -> note.contains(" shortened"))
                .toList();
    }

    @Test
    void aModelThatTakesNoToolsKeepsTheQuestionAndReadsShortenedResults() throws IOException {
        ModelRef plain = ModelRef.parse("ollama:plain");
        hand.models.windows =
                new Known().model("ollama:plain", WINDOW, Optional.of(false)).windows();
        hand.settings = new TurnSettings(
                Stagehand.ROUTES, plain, plain, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
        hand.models.says(
                "ollama:plain",
                text("{\"tool\":\"text1\",\"arguments\":{}}"),
                text("{\"tool\":\"text2\",\"arguments\":{}}"),
                text("no JSON"),
                text("{\"answer\":\"found\"}"),
                text("The answer."));

        assertEquals(Event.Outcome.OK, hand.ask("2+2"), hand.notes()::toString);

        assertEquals(5, hand.models.prompts.size(), hand.notes()::toString);
        for (Prompt sent : hand.models.prompts) {
            Prompt prompt = sent.flat();
            assertEquals(1, prompt.messages().size());
            String asked = ((Message.User) prompt.messages().getFirst()).text();
            assertTrue(asked.startsWith("2+2"), asked);
            assertTrue(hand.models.windows.rates().tokens(plain, PromptSize.bytes(prompt)) <= WINDOW, asked);
        }
        String again =
                ((Message.User) hand.models.prompts.get(3).flat().messages().getFirst()).text();
        assertTrue(again.contains("END text2"), again);
        assertTrue(again.contains("[Your last answer was not accepted"), again);
    }

    @Test
    void whatFitsIsNotTouched() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 128_000, Optional.of(true)).windows();
        callsAllFive();

        hand.ask("2+2");

        assertFalse(hand.models.prompts.getLast().messages().toString().contains("left out"));
        assertFalse(hand.notes().stream().anyMatch(note -> note.contains("shortened")), hand.notes()::toString);
    }

    /** Sizes are of results; everything between them is short. */
    @Property
    void noMoreGoesThanMustAndNothingButResults(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 3000) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 12_000) int excess) {
        List<Message> messages = new ArrayList<>(List.of(new Message.User("question")));
        for (int size : sizes) {
            messages.add(new Message.Assistant("", List.of(new ToolCall("id", "tool", "{}")), "", ""));
            messages.add(new Message.ToolResult("id", "tool", "é😀x".repeat(size / 7), false));
        }

        Trimming trimming = Trimming.of(messages, excess);

        long gone = bytes(messages) - bytes(trimming.messages());
        boolean nothingLeft = sizes.stream().allMatch(size -> size / 7 * 7 <= 110)
                || trimming.messages().stream()
                        .filter(Message.ToolResult.class::isInstance)
                        .allMatch(m -> ((Message.ToolResult) m).text().length() <= 110);
        assertTrue(gone >= excess || nothingLeft, gone + " of " + excess);
        // a cut is never inside of a character, and what says so is shorter than the room for it
        assertTrue(gone <= excess + 60L * sizes.size(), gone + " of " + excess);
        for (Message message : trimming.messages()) {
            String text = message.toString();
            assertEquals(text, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
        assertEquals(messages.size(), trimming.messages().size());
        for (int i = 0; i < messages.size(); i++) {
            if (!(messages.get(i) instanceof Message.ToolResult)) {
                assertEquals(messages.get(i), trimming.messages().get(i));
            }
        }
    }

    private static long bytes(List<Message> messages) {
        return messages.stream().mapToLong(PromptSize::bytes).sum();
    }
}
