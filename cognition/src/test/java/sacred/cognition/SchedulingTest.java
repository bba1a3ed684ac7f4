package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/** How the state of the providers decides who is asked, and when. */
class SchedulingTest {

    private static final ModelRef A = Stagehand.ANSWERS;
    private static final ModelRef B = ModelRef.parse("b:stands-in");

    private final Stagehand hand = new Stagehand();

    private void fallback(TurnSettings.Mode mode) {
        hand.settings = new TurnSettings(Stagehand.ROUTES, A, A, List.of(B), mode, Duration.ofSeconds(60));
    }

    private void breakA() throws IOException {
        fallback(TurnSettings.Mode.RULES);
        hand.models.says("a:answers", failing(3)).says("b:stands-in", text("from b"));
        hand.ask("Say hello to Anna.");
        hand.models.asked.clear();
    }

    private static Scripted.Move[] failing(int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> fails(ErrorKind.SERVER, true))
                .toArray(Scripted.Move[]::new);
    }

    private Block.Format last() {
        return (Block.Format) hand.timeline.blocks().getLast();
    }

    @Test
    void aModelThatFailedThreeTimesIsPassedOverForItsFallbackAndTheBlockSaysSo() throws IOException {
        breakA();
        hand.models.says("b:stands-in", text("from b again"));

        hand.ask("And to Ben.");

        assertEquals(List.of(B), hand.models.asked);
        String note = last().head().notes().getFirst();
        assertTrue(
                note.startsWith("a:answers: not asked, because it failed 3 times in a row; it is tried again in"),
                note);
        assertTrue(note.endsWith("Asking the fallback b:stands-in."), note);
    }

    @Test
    void itIsAskedAgainAfterHalfAMinute() throws IOException {
        breakA();
        hand.models.says("a:answers", text("I am back."));
        hand.elapse(Duration.ofSeconds(30));

        hand.ask("And to Ben.");

        assertEquals(List.of(A), hand.models.asked);
        assertEquals("I am back.", last().text());
    }

    @Test
    void aModelThatTheUserNamesIsAskedWhateverItDidBefore() throws IOException {
        breakA();
        hand.settings = hand.settings.answeredBy(A);
        hand.models.says("a:answers", text("I am back."));

        hand.ask("And to Ben.");

        assertEquals(List.of(A), hand.models.asked);
    }

    @Test
    void theLastOneThereIsIsAskedWhateverItDidBefore() throws IOException {
        hand.models.says("a:answers", failing(3));
        hand.ask("Say hello to Anna.");
        hand.models.says("a:answers", text("I am back."));

        assertEquals(Event.Outcome.OK, hand.ask("And to Ben."));
    }

    @Test
    void aRoutingModelThatFailsIsNotAskedForAWhileAndTheRulesDecideAtOnce() throws IOException {
        hand.settings =
                new TurnSettings(Stagehand.ROUTES, A, A, List.of(), TurnSettings.Mode.MODEL, Duration.ofSeconds(60));
        hand.models.says("r:routes", failing(3)).says("a:answers", text("1"), text("2"));
        hand.ask("Say hello to Anna.");
        hand.models.asked.clear();

        hand.ask("And to Ben.");

        assertEquals(List.of(A), hand.models.asked);
        Routing routing = hand.timeline.blocks().stream()
                .filter(Block.Route.class::isInstance)
                .map(b -> ((Block.Route) b).routing())
                .reduce((_, second) -> second)
                .orElseThrow();
        assertEquals(Routing.Source.RULES, routing.source());
        assertTrue(routing.reason().contains("not asked, because it failed 3 times in a row"), routing.reason());
    }

    @Test
    void aKeyThatWasRefusedIsNotTriedAgainWhileAnotherModelCanAnswer() throws IOException {
        fallback(TurnSettings.Mode.RULES);
        hand.models.says("a:answers", fails(ErrorKind.AUTH, false)).says("b:stands-in", text("1"), text("2"));
        hand.ask("Say hello to Anna.");
        hand.models.asked.clear();

        hand.ask("And to Ben.");

        assertEquals(List.of(B), hand.models.asked);
        assertTrue(last().head().notes().getFirst().contains("the key of a was refused before"));
    }

    @Test
    void aModelThatIsForbiddenSaysNothingAboutTheOthersOfItsProvider() throws IOException {
        ModelRef other = ModelRef.parse("a:stands-in");
        hand.settings = new TurnSettings(
                Stagehand.ROUTES, A, A, List.of(other, B), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
        ProviderException.Details forbidden = new ProviderException.Details(
                ErrorKind.AUTH,
                OptionalInt.of(403),
                false,
                Optional.empty(),
                "",
                Usage.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                false);
        hand.models
                .says("a:answers", (_, _) -> {
                    throw new ProviderException("no access", forbidden);
                })
                .says("a:stands-in", text("from the other one"));

        hand.ask("Say hello to Anna.");

        assertEquals(List.of(A, other), hand.models.asked);
        assertEquals("from the other one", last().text());
    }

    @Test
    void aKeyThatWasRefusedStaysARefusedKeyWhereNobodyCouldAnswer() throws IOException {
        fallback(TurnSettings.Mode.RULES);
        hand.models
                .says("a:answers", fails(ErrorKind.AUTH, false))
                .says("b:stands-in", fails(ErrorKind.BAD_REQUEST, false), fails(ErrorKind.BAD_REQUEST, false));
        hand.ask("Say hello to Anna.");
        Block.Error first = (Block.Error) hand.timeline.blocks().getLast();

        hand.ask("And to Ben.");

        Block.Error second = (Block.Error) hand.timeline.blocks().getLast();
        assertEquals(ErrorKind.AUTH, first.error());
        assertEquals(ErrorKind.AUTH, second.error());
        assertFalse(second.retryable(), "the same key is refused again");
    }

    @Test
    void aModelThatIsPassedOverFailedAsItDidLast() throws IOException {
        breakA();
        hand.models.says("b:stands-in", fails(ErrorKind.BAD_REQUEST, false));

        hand.ask("And to Ben.");

        Block.Error error = (Block.Error) hand.timeline.blocks().getLast();
        assertEquals(ErrorKind.SERVER, error.error());
        assertTrue(error.retryable());
    }

    @Test
    void afterTenRetriesInAMinuteThereIsNoMore() throws IOException {
        fallback(TurnSettings.Mode.RULES);
        hand.settings = hand.settings.answeredBy(A);
        for (int turn = 0; turn < 6; turn++) {
            hand.models.says("a:answers", failing(3)).says("b:stands-in", text("b"));
            hand.ask("Say hello to Anna.");
        }
        long asked = hand.models.asked.stream().filter(A::equals).count();
        assertEquals(6 + 10, asked);
        String note = last().head().notes().getFirst();
        assertTrue(note.contains("because a failed too often in the last minute"), note);
    }

    @Test
    void aLimitThatIsUsedUpBesideAnAnswerHoldsTheNextRequestBack() throws IOException {
        Reply answer = Scripted.reply("one", List.of(), Reply.STOP);
        hand.models.says("a:answers", (_, _) -> exhausted(answer, Duration.ofSeconds(5)), text("two"));
        hand.ask("Say hello to Anna.");

        hand.ask("And to Ben.");

        assertEquals(1, hand.waits.size());
        assertTrue(hand.waits.getFirst().compareTo(Duration.ofSeconds(4)) > 0, hand.waits.toString());
        Event.Waiting told = hand.events.stream()
                .filter(Event.Waiting.class::isInstance)
                .map(Event.Waiting.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals("the limit of a is used up", told.why());
        assertEquals(
                List.of("Waited 4 s until a could be asked."), last().head().notes());
    }

    @Test
    void aLimitThatIsUsedUpForHoursIsNotWaitedFor() throws IOException {
        Reply answer = Scripted.reply("one", List.of(), Reply.STOP);
        hand.models.says("a:answers", (_, _) -> exhausted(answer, Duration.ofHours(5)), text("two"));
        hand.ask("Say hello to Anna.");

        hand.ask("And to Ben.");

        assertEquals(List.of(), hand.waits);
    }

    private static Reply exhausted(Reply r, Duration left) {
        return new Reply(
                r.text(),
                r.thinking(),
                r.signature(),
                r.toolCalls(),
                r.finish(),
                r.usage(),
                r.modelAnswered(),
                r.costReported(),
                r.ttftMs(),
                Optional.of(left));
    }

    @Test
    void whatWasTriedInVainStandsOnTheBlock() throws IOException {
        breakA();
        assertEquals(
                List.of("a:answers: It said server. Asking the fallback b:stands-in."),
                last().head().notes());
        assertEquals(
                List.of(A, A, A, B), last().calls().stream().map(c -> c.model()).toList());
        assertEquals(Usage.Source.UNKNOWN, last().calls().getFirst().usage().source());
        assertEquals(4, Stream.of(last()).flatMap(b -> b.calls().stream()).count());
    }
}
