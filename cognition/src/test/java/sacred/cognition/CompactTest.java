package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Reply;
import sacred.timeline.Block;
import sacred.timeline.Compaction;
import sacred.timeline.Contents;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Usage;

class CompactTest {

    private static final Message TOLD =
            new Message.User("Write the summary of our conversation until here, so that we can go on from it.");

    private final Stagehand hand = new Stagehand();

    private List<Message> told() {
        return Stagehand.told(hand.timeline.nextTurn(), hand.timeline);
    }

    private void twoTurns() throws IOException {
        hand.models.says("a:answers", text("one"), text("two"));
        hand.ask("First. " + "word ".repeat(100));
        hand.ask("Second.");
    }

    private Block.Format last() {
        return (Block.Format) hand.timeline.blocks().getLast();
    }

    @Test
    void theSummaryIsToldInThePlaceOfTheTurns() throws IOException {
        twoTurns();
        hand.models.says("a:answers", text("They counted."));

        assertEquals(Event.Outcome.OK, hand.compact("Keep the numbers."));

        assertEquals(List.of(TOLD, Message.Assistant.of("They counted.")), told());
        assertEquals(List.of("input", "format"), hand.kinds().subList(8, 10));
        assertEquals(1, last().calls().size());
        assertEquals(Usage.Source.REPORTED, last().calls().getFirst().usage().source());
    }

    @Test
    void itsBlockNamesTheTurnsThePromptAndWhatWasSaved() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 100_000, Optional.empty()).windows();
        twoTurns();
        hand.models.says("a:answers", text("They counted."));
        hand.compact("Keep the numbers.");

        Compaction compaction = last().compaction().orElseThrow();
        assertEquals(1, compaction.from());
        assertEquals(2, compaction.to());
        assertTrue(
                compaction.prompt().endsWith("Write the summary of our conversation until here.\n\nKeep the numbers."),
                compaction.prompt());
        assertTrue(compaction.prompt().startsWith(hand.models.prompts.getLast().system()), compaction.prompt());
        assertEquals(
                "Write the summary of our conversation until here.\n\nKeep the numbers.", hand.models.lastUserText());
        // 4 messages of 16 bytes and their text against 2, at 3.5 bytes a token
        assertEquals(OptionalLong.of(131), compaction.savedTokens());
    }

    @Test
    void aSecondOneSummarisesTheFirstWithWhatWasSaidSince() throws IOException {
        twoTurns();
        hand.models.says("a:answers", text("They counted."), text("four"), text("They went on."));
        hand.compact("");
        hand.ask("Third.");
        hand.compact("");

        List<Message> asked = hand.models.prompts.getLast().messages();
        assertEquals(
                List.of(
                        TOLD,
                        Message.Assistant.of("They counted."),
                        new Message.User("Third."),
                        Message.Assistant.of("four")),
                asked.subList(0, 4));
        assertEquals(1, last().compaction().orElseThrow().from());
        assertEquals(4, last().compaction().orElseThrow().to());
        assertEquals(List.of(TOLD, Message.Assistant.of("They went on.")), told());
    }

    @Test
    void oneThatFailsChangesNothing() throws IOException {
        twoTurns();
        List<Message> before = told();
        hand.models.says("a:answers", fails(ErrorKind.INTERRUPTED, false, Optional.empty(), "Half a"));

        assertEquals(Event.Outcome.FAILED, hand.compact(""));

        assertEquals(before, told());
    }

    @Test
    void oneThatIsStoppedChangesNothing() throws IOException {
        twoTurns();
        List<Message> before = told();
        hand.models.says("a:answers", (_, onChunk) -> {
            onChunk.accept(new sacred.providers.Chunk.Text("Half a"));
            hand.stop.now(Stop.Reason.CANCELLED);
            return Scripted.hang();
        });

        assertEquals(Event.Outcome.CANCELLED, hand.compact(""));

        assertEquals(before, told());
    }

    @Test
    void oneThatIsCutIsRefused() throws IOException {
        twoTurns();
        List<Message> before = told();
        hand.models.says("a:answers", (_, _) -> Scripted.reply("They coun", List.of(), Reply.LENGTH));

        assertEquals(Event.Outcome.FAILED, hand.compact(""));

        Block.Error error = (Block.Error) hand.timeline.blocks().getLast();
        assertEquals(
                "a:answers stopped at its length limit, so the summary is cut. The conversation stays as it is.",
                error.text());
        assertEquals(1, error.calls().size());
        assertEquals(before, told());
    }

    @Test
    void whatTheModelCouldNotReadIsNotInTheRange() throws IOException {
        hand.models.windows =
                new Known().model("a:answers", 2000, Optional.empty()).windows();
        hand.models.says("a:answers", text("one " + "word ".repeat(1200)), text("two"), text("They said two."));
        hand.ask("First.");
        hand.ask("Second.");
        hand.compact("");

        assertEquals(2, last().compaction().orElseThrow().from());
        assertTrue(
                last().head().notes().stream().anyMatch(note -> note.startsWith("The oldest 2 of 5 messages")),
                last().head().notes().toString());
    }

    @Test
    void undoneItsTurnsAreToldAgainAndWhatWasSaidSinceStays() {
        Sayings talk = new Sayings().turn("one").command("/compact");
        talk.add(new Block.Format(
                talk.head(),
                "They said one.",
                List.of(),
                List.of(),
                Optional.of(new Compaction(1, 1, "", OptionalLong.empty()))));
        talk.turn("two").command("/compact undo").turn("three");

        List<String> asked =
                Conversation.of(9, talk.timeline(), OptionalLong.empty(), Contents.NONE).exchanges().stream()
                        .map(Conversation.Exchange::asked)
                        .filter(Predicate.not(String::isEmpty))
                        .toList();
        assertEquals(List.of("one", "two", "three"), asked);
    }
}
