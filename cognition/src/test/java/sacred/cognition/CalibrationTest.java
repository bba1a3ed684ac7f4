package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.providers.Reply;
import sacred.providers.TokenRates;
import sacred.providers.ToolCall;
import sacred.timeline.Contents;
import sacred.timeline.Timeline;

class CalibrationTest {

    private final Stagehand hand = new Stagehand();
    private final TokenRates rates = new TokenRates();

    private static Scripted.Move counting(double rate) {
        return (prompt, _) -> Scripted.reply(
                "ok", List.of(), Reply.STOP, Scripted.usage(Math.round(PromptSize.bytes(prompt) * rate), 5));
    }

    @Test
    void theLastAnswerOfAModelTellsHowItCounts() throws IOException {
        hand.models.says("a:answers", counting(0.9), counting(0.5));
        hand.ask("Say hello. " + "word ".repeat(500));
        hand.ask(
                "And again. " + "word ".repeat(500),
                Stagehand.told(2, hand.timeline).toArray(Message[]::new));

        Calibration.from(hand.timeline, Contents.NONE, rates);

        assertEquals(5000, rates.tokens(Stagehand.ANSWERS, 10_000), 1);
    }

    @Test
    void anAnswerWithToolsTellsNothing() throws IOException {
        hand.models.says(
                "a:answers",
                calls(new ToolCall("1", "calculator", "{\"expression\":\"2+2\"}")),
                text("done"),
                counting(0.9));
        hand.ask("2+2 " + " ".repeat(2000));

        Calibration.from(hand.timeline, Contents.NONE, rates);

        assertTrue(hand.timeline.blocks().size() > 3);
        assertEquals(new TokenRates().tokens(Stagehand.ANSWERS, 10_000), rates.tokens(Stagehand.ANSWERS, 10_000));
    }

    @Test
    void anEmptyTimelineTellsNothing() {
        Calibration.from(Timeline.EMPTY, Contents.NONE, rates);

        assertEquals(1000, rates.tokens(Stagehand.ANSWERS, 3500));
    }
}
