package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

class RouteHealthTest {

    private static final String GOOD = """
        {"intent":"chat","domains":{"CD":0.1,"SD":0.2,"CuD":0.3,"ED":0.4},"tools":[],"plan":"direct","reason":""}\
        """;

    private final Stagehand hand = new Stagehand();

    /** A model that was named is asked whatever its breaker says. */
    @BeforeEach
    void aNamedModelRoutes() {
        hand.settings = hand.settings.withMode(TurnSettings.Mode.MODEL).withRoute(Stagehand.ROUTES);
    }

    private void turns(int count, Scripted.Move routes) throws IOException {
        for (int i = 0; i < count; i++) {
            hand.models.says("r:routes", routes).says("a:answers", text("fine"));
            hand.ask("Good morning!");
        }
    }

    private List<List<String>> alarms() {
        return hand.timeline.blocks().stream()
                .filter(Block.Route.class::isInstance)
                .map(block -> block.head().notes())
                .toList();
    }

    @Test
    void theSharesOfTheLastHundredTurnsAreReadFromTheBlocks() throws IOException {
        turns(3, text(GOOD));
        hand.settings = hand.settings.withMode(TurnSettings.Mode.RULES);
        turns(98, text(GOOD));

        assertEquals(
                Map.of("rules", 98, "model", 2), RouteHealth.of(hand.timeline).shares());
        assertEquals(0, RouteHealth.of(hand.timeline).fellBack());
    }

    @Test
    void fiveFailuresInARowAreAnAlarmThatIsSaidOnceOnTheTurnWhereItBegins() throws IOException {
        turns(4, fails(ErrorKind.AUTH, false));
        assertEquals(Optional.empty(), RouteHealth.of(hand.timeline).alarm());

        turns(2, fails(ErrorKind.AUTH, false));

        String alarm = RouteHealth.of(hand.timeline).alarm().orElseThrow();
        assertTrue(alarm.startsWith("The route model r:routes failed the last 5 times"), alarm);
        assertEquals(List.of(List.of(), List.of(), List.of(), List.of(), List.of(alarm), List.of()), alarms());
        assertEquals(6, RouteHealth.of(hand.timeline).fellBack());
    }

    @Test
    void moreThanHalfOfTenIsAnAlarmToo() throws IOException {
        for (int i = 0; i < 5; i++) {
            turns(1, text(GOOD));
            turns(1, fails(ErrorKind.AUTH, false));
        }
        assertEquals(Optional.empty(), RouteHealth.of(hand.timeline).alarm());

        turns(1, fails(ErrorKind.AUTH, false));

        String alarm = RouteHealth.of(hand.timeline).alarm().orElseThrow();
        assertTrue(alarm.startsWith("The route model r:routes failed 6 of 11 times"), alarm);
        assertEquals(List.of(alarm), alarms().getLast());
    }

    @Test
    void anAnswerEndsTheAlarmAndTheNextOneIsSaidAgain() throws IOException {
        turns(5, fails(ErrorKind.AUTH, false));
        turns(1, text(GOOD));
        assertEquals(Optional.empty(), RouteHealth.of(hand.timeline).alarm());

        turns(5, fails(ErrorKind.AUTH, false));

        assertEquals(2, alarms().stream().filter(remarks -> !remarks.isEmpty()).count());
    }

    @Test
    void aModelThatCannotEvenBeAskedFailsTooAndWhatAnotherOneDidBeforeDoesNotCount() throws IOException {
        turns(4, fails(ErrorKind.AUTH, false));
        hand.settings = hand.settings.withRoute(ModelRef.parse("nowhere:model"));
        turns(4, text(GOOD));
        assertEquals(Optional.empty(), RouteHealth.of(hand.timeline).alarm());

        turns(1, text(GOOD));

        String alarm = RouteHealth.of(hand.timeline).alarm().orElseThrow();
        assertTrue(alarm.startsWith("The route model nowhere:model failed the last 5 times"), alarm);
        assertEquals(
                List.of(),
                hand.timeline.blocks().reversed().stream()
                        .filter(Block.Route.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .calls());
    }
}
