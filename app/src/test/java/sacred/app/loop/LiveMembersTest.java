package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

/** Members that are not asked, and members that are logical models, while their panel runs and when it is over. */
class LiveMembersTest {

    private static final ModelRef RESTING = ModelRef.parse("groq:llama-3.3-70b");
    private static final ModelRef INNER = ModelRef.logical("inner");
    private static final ModelRef SAMPLED = ModelRef.parse("local:tiny");
    private static final Call.Failure RESTS = new Call.Failure(
            ErrorKind.RATE_LIMITED,
            "groq:llama-3.3-70b: not asked, because it failed 3 times in a row.",
            OptionalInt.empty(),
            true,
            false);

    private final Sight sight = new Sight(80, 24);
    private final List<Call> ended = new ArrayList<>();

    /** One answers, one is left out, one is a logical model which has asked another one. */
    private void atWork() {
        sight.asks("Which one?").routes();
        sight.happened(new Event.Started(1, Stage.TOOL));
        starts(0, Sight.MODEL, "member", OptionalInt.empty());
        starts(1, RESTING, "member", OptionalInt.empty());
        ends(1, RESTING, "member", Optional.of(RESTS), OptionalInt.empty(), Usage.NONE);
        starts(2, INNER, "member", OptionalInt.empty());
        starts(3, SAMPLED, "member/sample", OptionalInt.of(2));
    }

    private void starts(int call, ModelRef model, String role, OptionalInt within) {
        sight.happened(new Event.CallStarted(
                1, call, model, role, 1, OptionalInt.empty(), OptionalInt.empty(), within, false));
    }

    private void ends(
            int index, ModelRef model, String role, Optional<Call.Failure> failure, OptionalInt within, Usage usage) {
        Said said = new Said(
                Optional.empty(),
                failure.isPresent() ? Optional.empty() : Optional.of("The answer of " + model + "."),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                within,
                OptionalDouble.empty(),
                List.of());
        Call call = new Call(
                index,
                model,
                Optional.empty(),
                role,
                1,
                new Timing(100, OptionalLong.empty(), failure.isPresent() ? 0 : 1500),
                usage,
                Cost.NOTHING,
                Optional.empty(),
                failure.isPresent() ? Call.Status.FAILED : Call.Status.OK,
                Call.MISS,
                failure,
                Optional.empty(),
                said);
        sight.happened(new Event.CallEnded(1, call));
        ended.add(call);
    }

    private void over() {
        ends(0, Sight.MODEL, "member", Optional.empty(), OptionalInt.empty(), Usage.UNKNOWN);
        ends(3, SAMPLED, "member/sample", Optional.empty(), OptionalInt.of(2), Usage.UNKNOWN);
        ends(2, INNER, "member", Optional.empty(), OptionalInt.empty(), Usage.NONE);
        sight.seals(new Block.Tool(sight.head(1600), "Open.", List.of(), ended))
                .seals(new Block.Format(sight.head(0), "Open.", List.of(), List.of()))
                .closes(Event.Outcome.OK);
    }

    private String row(String part) {
        return sight.text()
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " is not in\n" + sight.text()));
    }

    @Test
    void whoWasNotAskedHasNotFailedAndWhoStandsForALogicalModelIsNotCountedBesideIt() {
        atWork();

        assertTrue(sight.text().contains("2 of 3 at work"), sight.text());
        assertTrue(row("groq").contains("– member "), row("groq"));
        assertTrue(row("groq").contains("not asked: rate limited"), row("groq"));
        assertTrue(row("inner").contains("at work"), row("inner"));
    }

    @Test
    void theAnswerOfALogicalModelIsComparedAndWhatWasSaidForItIsNot() {
        atWork();
        over();
        sight.ctrl('t').type("p");

        assertTrue(sight.text().contains("2 of 3 answered · agreement"), sight.text());
        assertTrue(sight.text().contains("inside of members that are logical models"), sight.text());
        assertTrue(row("groq:llama-3.3-70b  ").contains("not asked: rate limited"), sight.text());
        // what it took is counted where its members were asked
        assertFalse(row("member inner").contains("↑"), row("member inner"));
        assertEquals(1, sight.text().split("local:tiny\\.", -1).length - 1, sight.text());
    }
}
