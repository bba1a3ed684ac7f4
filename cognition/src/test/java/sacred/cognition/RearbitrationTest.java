package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.cognition.strategy.LogicalModel.Seat;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Rearbitration;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/** A recorded turn whose answers are joined anew. */
@Timeout(60)
class RearbitrationTest {

    private static final ModelRef TEAM = ModelRef.logical("team");
    private static final ModelRef AGAIN = ModelRef.logical("again");
    private static final String OUTPUT =
            "<synthesis_output><synthesis>%s</synthesis><confidence>0.9</confidence></synthesis_output>";

    private final Stagehand hand = new Stagehand();
    private final Many models = new Many();

    @BeforeEach
    void team() {
        hand.asked = models;
        models.says("p:a", text("Answer a."))
                .says("p:b", text("Answer b."))
                .says("p:joins", text(OUTPUT.formatted("Joined.")))
                .says("p:other", text(OUTPUT.formatted("Joined anew.")));
        define("consortium", seat("p:a"), seat("p:b"));
    }

    private void define(String strategy, Seat... seats) {
        models.define("team", strategy, Options.USUAL, Map.of("arbiter", "p:joins", "aggregator", "p:joins"), seats);
    }

    private static Seat seat(String ref) {
        return new Seat(ModelRef.parse(ref), 1);
    }

    private Event.Outcome asked() throws IOException {
        hand.settings = hand.settings.answeredBy(TEAM);
        return hand.ask("Why?");
    }

    private Block.Tool joinedAnew() throws IOException {
        models.logical.put(AGAIN, Rearbitration.of("again", hand.timeline, 1, ModelRef.parse("p:other")));
        models.asked.clear();
        hand.settings = hand.settings.answeredBy(AGAIN);
        assertEquals(Event.Outcome.OK, hand.ask("Why?"));
        assertEquals(List.of(ModelRef.parse("p:other")), models.asked);
        return (Block.Tool) hand.timeline.blocks().stream()
                .filter(Block.Tool.class::isInstance)
                .toList()
                .getLast();
    }

    @Test
    void aTurnThatEndedBeforeItsArbiterWasAskedIsJoinedByAnotherOne() throws IOException {
        models.moves.remove(ModelRef.parse("p:joins"));
        assertEquals(Event.Outcome.FAILED, asked());

        assertTrue(joinedAnew().text().contains("the arbiter saw 2 of 2 answers"));
        assertEquals("Joined anew.", hand.timeline.blocks().getLast().text());
    }

    @Test
    void aTurnThatEndedBeforeItsAggregatorWasAskedIsJoinedByAnotherOne() throws IOException {
        define("moa", seat("p:a"), seat("p:b"));
        models.moves.remove(ModelRef.parse("p:joins"));
        models.says("p:other", text("Aggregated anew."));
        assertEquals(Event.Outcome.FAILED, asked());

        assertTrue(joinedAnew().text().contains("the aggregator saw 2 of 2 answers"));
    }

    @Test
    void theAnswerOfALogicalMemberIsOneOfThoseThatAreJoined() throws IOException {
        models.define("inner", "think", Options.USUAL, Map.of(), seat("p:b"));
        define("consortium", seat("p:a"), new Seat(ModelRef.logical("inner"), 1));
        assertEquals(Event.Outcome.OK, asked());

        assertTrue(joinedAnew().text().contains("the arbiter saw 2 of 2 answers"));
    }

    @Test
    void aMemberThatWasNotAskedIsMissedAgain() throws IOException {
        define("consortium", seat("p:a"), seat("p:b"), seat("p:gone"));
        assertEquals(Event.Outcome.OK, asked());

        assertTrue(joinedAnew().text().contains("the arbiter saw 2 of 3 answers"));
    }

    @Test
    void aTurnInWhichNobodyAnsweredHasNothingToJoin() throws IOException {
        models.says("p:a", fails(ErrorKind.BAD_REQUEST, false)).says("p:b", fails(ErrorKind.BAD_REQUEST, false));
        asked();

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Rearbitration.of("again", hand.timeline, 1, ModelRef.parse("p:other")));
        assertEquals("No member answered in turn 1, so there is nothing to join.", refused.getMessage());
    }

    @Test
    void aTurnOfOneModelIsRefused() throws IOException {
        hand.settings = hand.settings.answeredBy(ModelRef.parse("p:a"));
        hand.ask("Why?");

        assertThrows(
                IllegalArgumentException.class,
                () -> Rearbitration.of("again", hand.timeline, 1, ModelRef.parse("p:other")));
    }
}
