package sacred.cognition.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

class BreakersTest {

    private static final ModelRef MODEL = ModelRef.parse("groq:llama");
    private static final ModelRef OTHER = ModelRef.parse("groq:qwen");

    private final AtomicLong nanos = new AtomicLong();
    private final Breakers breakers = new Breakers(nanos::get);

    private void fails(ErrorKind kind, int times) {
        for (int i = 0; i < times; i++) {
            breakers.asked(MODEL);
            breakers.failed(MODEL, kind);
        }
    }

    private Optional<String> against(ModelRef model) {
        return breakers.against(model).map(Breakers.Objection::why);
    }

    private void answers(int times) {
        for (int i = 0; i < times; i++) {
            breakers.asked(MODEL);
            breakers.answered(MODEL);
        }
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nothingSpeaksAgainstAModelThatWasNeverAsked() {
        assertEquals(Optional.empty(), against(MODEL));
        assertEquals(List.of(), breakers.states());
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorKind.class,
            names = {"SERVER", "OVERLOADED", "TIMEOUT", "UNREACHABLE", "INTERRUPTED", "EMPTY"})
    void threeFailuresInARowOpenIt(ErrorKind kind) {
        fails(kind, 2);
        assertEquals(Optional.empty(), against(MODEL));
        fails(kind, 1);
        assertEquals(Optional.of("it failed 3 times in a row; it is tried again in 30 s"), against(MODEL));
        assertEquals(Optional.empty(), against(OTHER));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorKind.class,
            names = {
                "NOT_FOUND",
                "BAD_REQUEST",
                "CONTEXT_LENGTH",
                "RATE_LIMITED",
                "REFUSED",
                "BUDGET",
                "CONFIG",
                "CANCELLED",
                "TOOL",
                "BUG"
            })
    void whatWouldHappenToAHealthyModelDoesNotCount(ErrorKind kind) {
        fails(kind, 20);
        assertEquals(Optional.empty(), against(MODEL));
    }

    @Test
    void aSuccessInBetweenBeginsTheRowAnew() {
        fails(ErrorKind.SERVER, 2);
        answers(1);
        fails(ErrorKind.SERVER, 1);
        assertEquals(Optional.empty(), against(MODEL));
    }

    @Test
    void halfOfTheLastTenOpenIt() {
        answers(2);
        fails(ErrorKind.SERVER, 2);
        assertEquals(Optional.empty(), against(MODEL));
        answers(1);
        fails(ErrorKind.SERVER, 1);
        assertEquals(Optional.of("50 % of its last requests failed; it is tried again in 30 s"), against(MODEL));
    }

    @Test
    void afterHalfAMinuteItIsTriedAgainAndOneFailureOpensItAgain() {
        fails(ErrorKind.SERVER, 3);
        after(Duration.ofSeconds(29));
        assertTrue(against(MODEL).orElseThrow().endsWith("in 1 s"));
        after(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), against(MODEL));

        fails(ErrorKind.SERVER, 1);

        assertTrue(against(MODEL).orElseThrow().endsWith("in 30 s"));
        after(Duration.ofSeconds(30));
        answers(1);
        assertEquals(Optional.empty(), against(MODEL));
        fails(ErrorKind.SERVER, 2);
        assertEquals(Optional.empty(), against(MODEL));
    }

    @Test
    void aTrialThatIsStoppedLeavesRoomForTheNextOne() {
        fails(ErrorKind.SERVER, 3);
        after(Duration.ofSeconds(30));
        breakers.asked(MODEL);
        breakers.stopped(MODEL);

        assertEquals(Optional.empty(), against(MODEL));
        fails(ErrorKind.SERVER, 1);
        assertTrue(against(MODEL).isPresent());
    }

    @Test
    void aSuccessOfARequestThatWentOutAllTheSameClosesIt() {
        fails(ErrorKind.SERVER, 3);
        answers(1);
        assertEquals(Optional.empty(), against(MODEL));
    }

    @Test
    void aRefusedKeySpeaksAgainstEveryModelOfItsProviderUntilOneAnswers() {
        breakers.keyRefused(MODEL.provider());
        assertEquals(Optional.of("the key of groq was refused before"), against(OTHER));
        assertEquals(List.of("The key of groq was refused."), breakers.states());

        breakers.asked(OTHER);
        breakers.answered(OTHER);

        assertEquals(Optional.empty(), against(MODEL));
    }

    @Test
    void itsStateCanBeTold() {
        fails(ErrorKind.SERVER, 3);
        assertEquals(
                List.of("groq:llama rests: it failed 3 times in a row; it is tried again in 30 s."), breakers.states());
    }

    @Test
    void whatSpeaksAgainstItIsOfTheKindOfItsLastFailure() {
        fails(ErrorKind.SERVER, 2);
        fails(ErrorKind.TIMEOUT, 1);
        assertEquals(ErrorKind.TIMEOUT, breakers.against(MODEL).orElseThrow().kind());
        breakers.keyRefused(MODEL.provider());
        assertEquals(ErrorKind.AUTH, breakers.against(MODEL).orElseThrow().kind());
    }
}
