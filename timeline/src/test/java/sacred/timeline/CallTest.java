package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {

    @ParameterizedTest
    @CsvSource({
        "OK, stop, true",
        "OK, length, true",
        "OK, , true",
        "OK, refusal, false",
        "OK, content_filter, false",
        "FAILED, stop, false",
        "CANCELLED, , false"
    })
    void aRefusalAndAFailureAreNoAnswers(Call.Status status, String finish, boolean answered) {
        Call call = new Call(
                0,
                ModelRef.parse("a:one"),
                Optional.empty(),
                "member",
                1,
                new Timing(0, OptionalLong.empty(), 1),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.ofNullable(finish),
                status,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                Said.NOTHING);

        assertEquals(answered, call.answered());
    }
}
