package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ToolCall;

class FittingTest {

    private static final LongUnaryOperator A_TOKEN_A_BYTE = bytes -> bytes;

    private static Prompt prompt(Message... messages) {
        return Prompt.of("", List.of(messages));
    }

    private static Message user(int bytes) {
        return new Message.User("u".repeat(bytes));
    }

    private static Message assistant(int bytes) {
        return Message.Assistant.of("a".repeat(bytes));
    }

    private static Message calls(String id) {
        return new Message.Assistant("", List.of(new ToolCall(id, "tool", "{}")), "", "");
    }

    private static Message result(String id, int bytes) {
        return new Message.ToolResult(id, "tool", "r".repeat(bytes), false);
    }

    @Test
    void whatFitsStaysAsItIs() {
        Prompt prompt = prompt(user(100), assistant(100), user(100));

        Fitting fitting = Fitting.into(1000, prompt, A_TOKEN_A_BYTE);

        assertEquals(prompt, fitting.prompt());
        assertEquals(0, fitting.leftOut());
        assertEquals(250, fitting.room());
        assertTrue(fitting.fits(1000));
    }

    @Test
    void wholeExchangesAreLeftOutTheOldestFirst() {
        Prompt prompt = prompt(user(300), assistant(300), user(10), assistant(10), user(100));

        Fitting fitting = Fitting.into(1000, prompt, A_TOKEN_A_BYTE);

        assertEquals(
                List.of(user(10), assistant(10), user(100)), fitting.prompt().messages());
        assertEquals(2, fitting.leftOut());
        assertTrue(fitting.fits(1000));
    }

    @Test
    void theLastExchangeKeepsItsCallsAndAsMuchOfTheirResultsAsFits() {
        Prompt prompt = prompt(user(10), assistant(10), user(10), calls("1"), result("1", 2000));

        Fitting fitting = Fitting.into(1000, prompt, A_TOKEN_A_BYTE);

        List<Message> left = fitting.prompt().messages();
        assertEquals(List.of(user(10), calls("1")), left.subList(0, 2));
        assertEquals(1, fitting.cuts().size());
        assertTrue(fitting.fits(1000));
        assertFalse(fitting.fits(900));
    }

    @Test
    void onlyWhatIsTooLongWhateverTheTokenizerCannotFit() {
        String words = "ab".repeat(4000);

        assertTrue(Fitting.into(1000, prompt(new Message.User(words)), A_TOKEN_A_BYTE)
                .cannotFit(1000));
        assertFalse(Fitting.into(1001, prompt(new Message.User(words)), A_TOKEN_A_BYTE)
                .cannotFit(1001));
        assertFalse(Fitting.into(1000, prompt(user(1_000_000)), A_TOKEN_A_BYTE).cannotFit(1000));
    }

    @Test
    void theRoomForTheAnswerIsWhatWasAskedForButNotMoreThanAQuarter() {
        Prompt prompt = prompt(user(10));

        assertEquals(8192, Fitting.into(1_000_000, prompt, A_TOKEN_A_BYTE).room());
        assertEquals(1024, Fitting.into(4096, prompt, A_TOKEN_A_BYTE).room());
        assertEquals(
                100,
                Fitting.into(4096, prompt.answeredWithin(100), A_TOKEN_A_BYTE).room());
    }

    /** Sizes are those of messages: of the user where even, of tools in between where odd. */
    @Property
    void whatIsLeftIsAnEndOfTheConversationThatBeginsWithTheUserAndIsAsLongAsFits(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 500) Integer> sizes,
            @ForAll @IntRange(min = 100, max = 5000) int window) {
        List<Message> messages = new ArrayList<>();
        for (int size : sizes) {
            messages.add(user(size));
            if (size % 2 == 1) {
                messages.add(calls("id"));
                messages.add(result("id", size));
            }
            messages.add(assistant(size));
        }
        messages.add(user(50));

        Fitting fitting = Fitting.into(window, prompt(messages.toArray(Message[]::new)), A_TOKEN_A_BYTE);

        List<Message> left = fitting.prompt().messages();
        assertEquals(messages.subList(fitting.leftOut(), messages.size()), left);
        assertTrue(left.getFirst() instanceof Message.User);
        assertTrue(fitting.fits(window) || left.size() == 1);
        assertTrue(fitting.leftOut() == 0 || !oneExchangeMore(messages, fitting, window));
    }

    private static boolean oneExchangeMore(List<Message> messages, Fitting fitting, int window) {
        int from = fitting.leftOut() - 1;
        while (!(messages.get(from) instanceof Message.User)) {
            from--;
        }
        List<Message> longer = messages.subList(from, messages.size());
        return Fitting.whole(prompt(longer.toArray(Message[]::new)), A_TOKEN_A_BYTE)
                                .tokens()
                        + fitting.room()
                <= window;
    }
}
