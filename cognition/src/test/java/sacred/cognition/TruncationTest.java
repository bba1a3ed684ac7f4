package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

class TruncationTest {

    private static final ModelRef MODEL = ModelRef.parse("ollama:m");

    /** Of a thousand tokens at least, and about two thousand. */
    private static final String LONG = "ab".repeat(4000);

    private static Optional<String> alarm(Prompt prompt, long counted) {
        return Truncation.alarm(MODEL, prompt, Scripted.usage(counted, 5));
    }

    private static Prompt single() {
        return Prompt.of("be brief", List.of(new Message.User(LONG))).inContext(OptionalInt.of(4096));
    }

    private static Prompt conversation(String last) {
        return Prompt.of(
                        "be brief", List.of(new Message.User(LONG), Message.Assistant.of(LONG), new Message.User(last)))
                .inContext(OptionalInt.of(4096));
    }

    @Test
    void aCountThatIsFarTooSmallForTheTextIsAnAlarmWithBothNumbers() {
        assertEquals(
                Optional.of(
                        "ollama:m did not read all of it: it counted 700 tokens, and what was sent has at least 1,000."
                            + " Something was cut off, usually the beginning. It was asked for a context of 4,096."),
                alarm(single(), 700));
    }

    @Test
    void aCountThatIsPossibleIsNone() {
        assertEquals(Optional.empty(), alarm(single(), 2000));
        assertEquals(Optional.empty(), alarm(single(), 1000));
        assertEquals(Optional.empty(), alarm(single(), 745));
        assertEquals(Optional.empty(), alarm(Prompt.of("x".repeat(100_000), List.of(new Message.User("hi"))), 1));
    }

    @Test
    void aCountThatTheProviderDidNotMakeIsNone() {
        assertEquals(Optional.empty(), Truncation.alarm(MODEL, single(), Usage.UNKNOWN));
    }

    @Test
    void ofAConversationASmallCountMayBeOfWhatWasNotRemembered() {
        assertEquals(Optional.empty(), alarm(conversation("And now?"), 20));
        assertEquals(Optional.empty(), alarm(conversation("And now?"), 1000));
    }

    @Test
    void ofAConversationACountNearTheContextIsOfAPromptThatWasCut() {
        assertTrue(alarm(conversation("And now?"), 1100).isPresent());
    }

    @Test
    void ofAConversationACountBelowTheLastMessageIsOfAPromptThatWasCut() {
        assertTrue(alarm(conversation(LONG), 500).isPresent());
    }

    @Test
    void aProviderThatCountsWhatItRemembersIsBelieved() {
        Usage usage = new Usage(
                OptionalLong.of(20),
                OptionalLong.of(5),
                OptionalLong.empty(),
                OptionalLong.of(0),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(),
                Optional.empty());

        assertTrue(Truncation.alarm(MODEL, conversation("And now?"), usage).isPresent());
        assertTrue(alarm(conversation("And now?").inContext(OptionalInt.empty()), 20)
                .isPresent());
    }
}
