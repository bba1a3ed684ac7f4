package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

class CapacityTest {

    private static final ModelRef OLLAMA = ModelRef.parse("ollama:m");
    private static final ModelRef B = ModelRef.parse("b:other");

    private final Stagehand hand = new Stagehand();

    private void answeredBy(ModelRef model, ModelRef... fallback) {
        hand.settings = new TurnSettings(
                Stagehand.ROUTES,
                model,
                model,
                List.of(fallback),
                hand.settings.mode(),
                hand.settings.routes().deadline());
    }

    private static Message user(int words) {
        return new Message.User("word ".repeat(words));
    }

    private static Message assistant(int words) {
        return Message.Assistant.of("word ".repeat(words));
    }

    private List<String> notesOf(Class<? extends Block> kind) {
        return hand.only(kind).head().notes();
    }

    @Test
    void whatDoesNotFitIsLeftOutAndTheBlockSaysSo() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 2000, Optional.empty()).windows();
        hand.models.says("a:answers", text("ok"));

        hand.ask("Say hello to Anna.", user(1000), assistant(1000), user(10), assistant(10));

        List<Message> sent = hand.models.prompts.getFirst().messages();
        assertEquals(List.of(user(10), assistant(10), new Message.User("Say hello to Anna.")), sent);
        assertEquals(OptionalInt.empty(), hand.models.prompts.getFirst().contextTokens());
        assertEquals(
                List.of("The oldest 2 of 5 messages were left out: a:answers reads 2,000 tokens (as its server says)."),
                notesOf(Block.Format.class));
    }

    @Test
    void anUnknownWindowLeavesNothingOutAndClaimsNothing() throws IOException {
        hand.models.says("a:answers", text("ok"));

        hand.ask("Say hello to Anna.", user(200), assistant(200));

        assertEquals(3, hand.models.prompts.getFirst().messages().size());
        assertEquals(List.of(), notesOf(Block.Format.class));
        assertEquals(List.of(), hand.notes());
    }

    @Test
    void whatCanCertainlyNotFitIsNotAskedAndAModelWithALargerWindowIs() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 1000, Optional.empty()).windows();
        hand.models.says("a:answers").says("b:other", text("ok"));
        answeredBy(Stagehand.ANSWERS, B);

        assertEquals(Event.Outcome.OK, hand.ask("Say hello. " + "word ".repeat(5000)));

        assertEquals(List.of(B), hand.models.asked);
        assertEquals(1, hand.calls().size());
        assertTrue(
                hand.notes().stream()
                        .anyMatch(note -> note.startsWith(
                                "a:answers was not asked: the last message alone has at least 3,126 tokens")),
                hand.notes()::toString);
    }

    @Test
    void withoutSuchAModelTheTurnFailsAsContextLengthWithBothNumbersBeforeAnyRequest() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 1000, Optional.empty()).windows();
        hand.models.says("a:answers");

        assertEquals(Event.Outcome.FAILED, hand.ask("Say hello. " + "word ".repeat(5000)));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.CONTEXT_LENGTH, error.error());
        assertEquals(
                "a:answers was not asked: the last message alone has at least 3,126 tokens, and it reads 1,000 (as its"
                        + " server says). Shorten the message, or ask a model with a larger window.",
                error.text());
        assertEquals(List.of(), hand.calls());
    }

    @Test
    void whatMayNotFitIsSentWithAWarning() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 2000, Optional.empty()).windows();
        hand.models.says("a:answers", text("ok"));

        hand.ask("Say hello. " + "word ".repeat(1200));

        assertTrue(
                notesOf(Block.Format.class).getFirst().startsWith("This may be too long: ~1,8"),
                notesOf(Block.Format.class)::toString);
        assertEquals(1, hand.models.asked.size());
    }

    @Test
    void anOllamaIsToldToMakeRoomForPromptAndAnswerAndNeverForLessAgain() throws IOException {
        hand.models.windows =
                new Known().model("ollama:m", 131_072, Optional.of(true)).windows();
        hand.models.says("ollama:m", text("ok"), text("ok"), text("ok"));
        answeredBy(OLLAMA);

        hand.ask("Say hello to Anna.");
        hand.ask("Say hello to Anna.", user(3000), assistant(3000));
        hand.ask("Say hello to Anna.");

        assertEquals(
                List.of(OptionalInt.of(8192), OptionalInt.of(16_384), OptionalInt.of(16_384)),
                hand.models.prompts.stream().map(Prompt::contextTokens).toList());
    }

    @Test
    void aPromptThatWasCutIsAnAlarmOnTheBlock() throws IOException {
        hand.models.windows =
                new Known().model("ollama:m", 131_072, Optional.of(true)).windows();
        hand.models.says("ollama:m", text("ok"));
        answeredBy(OLLAMA);

        hand.ask("Say hello. " + "word ".repeat(2000));

        assertEquals(
                List.of("ollama:m did not read all of it: it counted 10 tokens, and what was sent has at least 1,251."
                        + " Something was cut off, usually the beginning. It was asked for a context of 8,192."),
                notesOf(Block.Format.class));
    }
}
