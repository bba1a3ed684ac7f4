package sacred.providers.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.Usage;

class BuiltinModelTest {

    private static final BuiltinModel MODEL =
            new BuiltinModel(InstantSource.fixed(Instant.parse("2026-11-25T22:30:00Z")), ZoneOffset.UTC);
    private static final List<ToolSpec> TOOLS = List.of(
            new ToolSpec("calculator", "", "{}"), new ToolSpec("clock", "", "{}"), new ToolSpec("units", "", "{}"));
    private static final ToolCall SUM =
            new ToolCall("builtin-calculator", "calculator", "{\"expression\":\"17% of 2340\"}");

    private final List<Chunk> chunks = new ArrayList<>();

    @Test
    void asksForTheToolThatAnswersTheQuestion() throws InterruptedException {
        Reply reply = ask(TOOLS, user("what is 17% of 2340?"));

        assertEquals(reply("", List.of(SUM), Reply.TOOL_CALLS), reply);
        assertEquals(List.of(), chunks);
    }

    @Test
    void wordsTheResultOfASum() throws InterruptedException {
        Reply reply = ask(TOOLS, user("what is 17% of 2340?"), called(SUM), result(SUM, "397.8"));

        assertEquals(reply("17% of 2340 = 397.8", List.of(), Reply.STOP), reply);
        assertEquals(List.of(new Chunk.Text("17% of 2340 = 397.8")), chunks);
    }

    @Test
    void passesOtherResultsOnAsTheyAre() throws InterruptedException {
        ToolCall units = new ToolCall("u", "units", "{}");

        Reply reply =
                ask(TOOLS, user("both"), called(SUM, units), result(units, "10 km = 6.2 mi"), result(SUM, "397.8"));

        assertEquals("10 km = 6.2 mi\n\n17% of 2340 = 397.8", reply.text());
    }

    @Test
    void givesTheBareResultWhenTheCallIsNotInTheConversation() throws InterruptedException {
        assertEquals("397.8", ask(TOOLS, user("q"), result(SUM, "397.8")).text());
    }

    @Test
    void saysThatAToolFailed() throws InterruptedException {
        Message failed = new Message.ToolResult(SUM.id(), "calculator", "Division by zero.", true);

        Reply reply = ask(TOOLS, user("1/0"), called(SUM), failed);

        assertEquals("The tool calculator could not do that: Division by zero.", reply.text());
        assertEquals(List.of(), reply.toolCalls());
    }

    @Test
    void onlyTheLastQuestionCounts() throws InterruptedException {
        Message[] earlier = {
            user("what is 17% of 2340?"), called(SUM), result(SUM, "397.8"), Message.Assistant.of("397.8")
        };

        Reply prose = ask(TOOLS, earlier[0], earlier[1], earlier[2], earlier[3], user("Write a poem"));
        Reply question = ask(TOOLS, user("Write a poem"), Message.Assistant.of("no"), user("2+2"));

        assertTrue(prose.text().startsWith("I am the built-in engine of sacred, not a language model"), prose.text());
        assertEquals("calculator", question.toolCalls().getFirst().name());
    }

    @Test
    void saysWhatItIsAndHowToGetAModel() throws InterruptedException {
        Reply reply = ask(TOOLS, user("Write a poem about autumn leaves."));

        assertEquals(reply(reply.text(), List.of(), Reply.STOP), reply);
        for (String needed : new String[] {
            "not a language model",
            "ollama pull llama3.2",
            "API key",
            "ANTHROPIC_API_KEY",
            "OPENAI_API_KEY",
            "GROQ_API_KEY",
            "sacred config example"
        }) {
            assertTrue(reply.text().contains(needed), needed);
        }
        assertEquals(List.of(new Chunk.Text(reply.text())), chunks);
    }

    @Test
    void asksForNoToolThatIsNotOffered() throws InterruptedException {
        Reply none = ask(List.of(), user("2+2"));
        Reply other = ask(List.of(new ToolSpec("clock", "", "{}")), user("2+2"));

        assertEquals(List.of(), none.toolCalls());
        assertEquals(List.of(), other.toolCalls());
        assertTrue(none.text().contains("not a language model"));
    }

    @Test
    void everyExampleThatItOffersIsRecognised() {
        for (String example : new String[] {
            "17% of 2340",
            "10 km to miles",
            "days until 2027-01-01",
            "search my timelines for invoice",
            "how do I add a provider"
        }) {
            assertTrue(honestText().contains("\"" + example + "\""), example);
            assertTrue(Intent.recognise(example, java.time.LocalDate.EPOCH).isPresent(), example);
        }
    }

    @Test
    void countsFromTheDayOfItsOwnZone() throws InterruptedException {
        BuiltinModel tokyo = new BuiltinModel(MODEL.clock(), ZoneId.of("Asia/Tokyo"));

        Reply reply = tokyo.ask(new Prompt("", List.of(user("what day is tomorrow?")), TOOLS, false), chunks::add);

        assertTrue(reply.toolCalls().getFirst().arguments().contains("2026-11-27"), reply::toString);
    }

    @Test
    void anInterruptStopsIt() {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> ask(TOOLS, user("2+2")));
        assertEquals(List.of(), chunks);
    }

    @Test
    void anEmptyConversationGetsTheHonestAnswer() throws InterruptedException {
        assertTrue(ask(TOOLS).text().contains("not a language model"));
    }

    private String honestText() {
        try {
            return ask(List.of(), user("hello")).text();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Reply ask(List<ToolSpec> tools, Message... messages) throws InterruptedException {
        return MODEL.ask(new Prompt("", List.of(messages), tools, false), chunks::add);
    }

    private static Message user(String text) {
        return new Message.User(text);
    }

    private static Message called(ToolCall... calls) {
        return new Message.Assistant("", List.of(calls), "", "");
    }

    private static Message result(ToolCall call, String text) {
        return new Message.ToolResult(call.id(), call.name(), text, false);
    }

    private static Reply reply(String text, List<ToolCall> calls, String finish) {
        return new Reply(
                text,
                "",
                "",
                calls,
                Optional.of(finish),
                Usage.NONE,
                Optional.of("builtin"),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }
}
