package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Options;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/** Whoever brings tools of its own gets the calls of them back; nothing is run here. */
@Timeout(60)
class PassThroughTest {

    private static final ToolSpec WEATHER = new ToolSpec("weather", "Tells the weather.", "{\"type\":\"object\"}");
    private static final ToolCall ROME = new ToolCall("c1", "weather", "{\"city\":\"Rome\"}");

    private final Stagehand hand = new Stagehand();

    PassThroughTest() {
        // also a tool of ours of that name is none of the caller's
        hand.toolbox = Toolbox.HARMLESS.and(List.of(Probe.free("weather", _ -> {
            throw new AssertionError("it was run");
        })));
        hand.settings = hand.settings.withTools(new TurnSettings.Tools(8, List.of(WEATHER)));
    }

    @Test
    @Tag("A2.14")
    void theCallsOfTheModelThatAnswersAreReturnedAndNotRun() throws IOException {
        ToolCall sameId = new ToolCall("c1", "weather", "{\"city\":\"Oslo\"}");
        hand.models.says("a:answers", calls(ROME, sameId));

        assertEquals(Event.Outcome.OK, hand.ask("2+2"));

        assertEquals(List.of(ROME, new ToolCall("c1_2", "weather", "{\"city\":\"Oslo\"}")), hand.returned);
        assertEquals(List.of(WEATHER), hand.models.prompts.getFirst().tools());
        assertEquals(1, hand.models.prompts.size());
        Block.Tool tool = hand.only(Block.Tool.class);
        assertEquals(List.of(), tool.tools());
        assertEquals("tools are run by the caller", tool.text());
        assertEquals(
                List.of("Returned to the caller: weather {\"city\":\"Rome\"}, weather {\"city\":\"Oslo\"}."),
                hand.only(Block.Format.class).head().notes());
    }

    @Test
    void anAnswerWithoutCallsReturnsNone() throws IOException {
        hand.models.says("a:answers", text("It is sunny."));

        hand.ask("How is the weather?");

        assertEquals(List.of(), hand.returned);
        assertEquals("It is sunny.", hand.only(Block.Format.class).text());
        assertEquals(List.of(), hand.only(Block.Format.class).head().notes());
    }

    @Test
    void whatTheCallerFoundGoesToTheModelUnderTheIdOfItsCall() throws IOException {
        hand.models.says("a:answers", text("It is sunny."));
        Message called = new Message.Assistant("", List.of(ROME), "", "");
        Message result = new Message.ToolResult("c1", "weather", "sunny", false);

        hand.ask("And now?", new Message.User("How is the weather?"), called, result);

        List<Message> told = hand.models.prompts.getFirst().messages();
        assertEquals(List.of(called, result), told.subList(1, 3));
    }

    @Test
    void longArgumentsAreCutInTheNoteAlone() throws IOException {
        String arguments = "{\"city\":\"" + "ö".repeat(500) + "\"}";
        hand.models.says("a:answers", calls(new ToolCall("c1", "weather", arguments)));

        hand.ask("2+2");

        assertEquals(arguments, hand.returned.getFirst().arguments());
        String note = hand.only(Block.Format.class).head().notes().getFirst();
        assertTrue(note.endsWith("ö….") && note.length() < 250, note);
    }

    @Test
    @Tag("A2.14")
    void aLogicalModelCannotHandACallBackAndThatIsSaid() throws IOException {
        Many models = new Many().says("p:a", text("One.")).says("p:b", text("The joint answer."));
        models.define(
                "team",
                "moa",
                Options.USUAL,
                Map.of("aggregator", "p:b"),
                new LogicalModel.Seat(ModelRef.parse("p:a"), 1));
        hand.asked = models;
        hand.settings = hand.settings.answeredBy(ModelRef.logical("team"));

        assertEquals(Event.Outcome.OK, hand.ask("Which weather is there?"));

        Block.Tool tool = hand.only(Block.Tool.class);
        assertEquals(
                "The caller's tools were not offered (weather): team is made of several models, which cannot hand a"
                        + " call back. Ask a single model for that.",
                tool.head().notes().getFirst());
        assertEquals(List.of(), hand.returned);
    }
}
