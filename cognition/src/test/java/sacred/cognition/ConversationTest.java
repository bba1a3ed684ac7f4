package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Usage;

class ConversationTest {

    private final Stagehand hand = new Stagehand();

    @Test
    void questionsAndAnswersAlternate() throws IOException {
        hand.models.says("a:answers", text("one"), text("two"));
        hand.ask("First.");
        hand.ask("Second.");

        assertEquals(
                List.of(
                        new Message.User("First."),
                        Message.Assistant.of("one"),
                        new Message.User("Second."),
                        Message.Assistant.of("two")),
                Stagehand.told(3, hand.timeline));
    }

    @Test
    void whatWasSaidToTheProgramIsToldToNoModel() throws IOException {
        hand.models.says("a:answers", text("one"));
        hand.ask("First.");
        Block.Head head = new Block.Head("id", 2, Instant.EPOCH, 0);
        hand.timeline = hand.timeline
                .apply(new Event.Opened(new Block.Input(head, "/model b:other", true)))
                .apply(new Event.Closed(
                        2, "id", Instant.EPOCH, Event.Outcome.OK, OptionalLong.of(0), Usage.NONE, Cost.NOTHING));

        assertEquals(
                List.of(new Message.User("First."), Message.Assistant.of("one")), Stagehand.told(3, hand.timeline));
    }

    @Test
    void aTurnThatGaveNoAnswerIsLeftOut() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.AUTH, false), text("two"));
        hand.ask("First.");
        hand.ask("Second.");

        assertEquals(
                List.of(new Message.User("Second."), Message.Assistant.of("two")), Stagehand.told(3, hand.timeline));
    }

    /** Turn 3 asks the prompt of turn 1 once more. */
    private void retried(Scripted.Move... answers) throws IOException {
        hand.models.says("a:answers", text("one"), text("two"));
        hand.ask("First.");
        hand.ask("Second.");
        hand.models.says("a:answers", answers);
        hand.retry(1, "First.");
    }

    @Test
    void ofSeveralAnswersToAPromptTheNewestIsToldInThePlaceOfTheFirst() throws IOException {
        retried(text("uno"));

        assertEquals(
                List.of(
                        new Message.User("First."),
                        Message.Assistant.of("uno"),
                        new Message.User("Second."),
                        Message.Assistant.of("two")),
                Stagehand.told(4, hand.timeline));
    }

    @Test
    void anAnswerThatBrokeOffDoesNotTakeThePlaceOfAWholeOne() throws IOException {
        retried(fails(ErrorKind.INTERRUPTED, false, Optional.empty(), "un"));

        assertEquals(
                Message.Assistant.of("one"), Stagehand.told(4, hand.timeline).get(1));
    }

    @Test
    void aPromptThatIsAskedOnceMoreKnowsWhatCameBeforeItAndNoOtherAnswerToIt() throws IOException {
        retried(text("uno"));
        Block.Input second = (Block.Input) hand.timeline.blocks().stream()
                .filter(block -> block instanceof Block.Input && block.head().turn() == 2)
                .findFirst()
                .orElseThrow();
        Block.Input third = (Block.Input) hand.timeline.blocks().stream()
                .filter(block -> block instanceof Block.Input && block.head().turn() == 3)
                .findFirst()
                .orElseThrow();

        assertEquals(
                List.of(new Message.User("First."), Message.Assistant.of("uno")),
                Conversation.again(second, hand.timeline, OptionalLong.empty(), Contents.NONE)
                        .messages());
        assertEquals(
                List.of(),
                Conversation.again(third, hand.timeline, OptionalLong.empty(), Contents.NONE)
                        .messages());
        assertEquals(List.of(), Stagehand.told(3, hand.timeline));
        assertEquals(
                List.of(new Message.User("First."), Message.Assistant.of("one")),
                Stagehand.told(2, hand.timeline),
                "what turn 2 was told is not changed by what came later");
    }

    @Test
    void anAnswerThatBrokeOffIsToldAsSuch() throws IOException {
        hand.models.says("a:answers", fails(ErrorKind.INTERRUPTED, false, Optional.empty(), "Half an"));
        hand.ask("First.");

        assertEquals(
                List.of(new Message.User("First."), Message.Assistant.of("Half an\n\n[the answer broke off here]")),
                Stagehand.told(2, hand.timeline));
    }

    @Test
    void whatWasSaidWhileToolsWereCalledDoesNotTakeThePlaceOfTheAnswer() throws IOException {
        hand.models.says(
                "a:answers", fails(ErrorKind.INTERRUPTED, false, Optional.empty(), "Let me see"), text("It is 397.8."));
        hand.ask("what is 17% of 2340?");

        assertEquals(
                Message.Assistant.of("It is 397.8."),
                Stagehand.told(2, hand.timeline).getLast());
    }

    @Test
    void theTurnItselfAndLaterOnesAreNotPartOfIt() throws IOException {
        hand.models.says("a:answers", text("one"), text("two"));
        hand.ask("First.");
        hand.ask("Second.");

        assertEquals(
                List.of(new Message.User("First."), Message.Assistant.of("one")), Stagehand.told(2, hand.timeline));
        assertEquals(List.of(), Stagehand.told(1, hand.timeline));
    }
}
