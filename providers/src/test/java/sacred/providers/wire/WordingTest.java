package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

class WordingTest {

    private static final String KEY = "sk-canary-123456";

    @Test
    void aRefusedKeyIsNamedByItsSourceAndNeverShown() {
        String message = new Wording(settings(ProviderKind.OPENAI, true), "gpt-4")
                .of(failure(ErrorKind.AUTH, "refused the key (HTTP 401)", "Incorrect API key: " + KEY, ""));

        assertEquals(
                "mine:gpt-4: refused the key (HTTP 401): Incorrect API key: [key]. Check the key from $MY_KEY.",
                message);
    }

    @Test
    void aMissingKeyIsAskedForByTheNameOfItsVariable() {
        String message = new Wording(settings(ProviderKind.ANTHROPIC, false), "claude")
                .of(failure(ErrorKind.AUTH, "refused the key (HTTP 401)", "", ""));

        assertTrue(message.endsWith("No key is configured: set $ANTHROPIC_API_KEY."), message);
    }

    @Test
    void anOllamaThatDoesNotRunIsStartedWithOneCommand() {
        String message = new Wording(settings(ProviderKind.OLLAMA, false), "llama3")
                .of(failure(ErrorKind.UNREACHABLE, "nothing listens at localhost:11434", "", "x"));

        assertTrue(message.contains("nothing listens at localhost:11434"), message);
        assertTrue(message.contains("`ollama serve`"), message);
    }

    @Test
    void aModelThatOllamaLacksIsFetchedWithOneCommand() {
        String message = new Wording(settings(ProviderKind.OLLAMA, false), "llama3")
                .of(failure(ErrorKind.NOT_FOUND, "does not know it (HTTP 404)", "model 'llama3' not found", ""));

        assertTrue(message.endsWith("Get it with `ollama pull llama3`."), message);
    }

    @Test
    void aHintIsSpokenInUnitsOfPeople() {
        assertEquals("1 s", Wording.spoken(Duration.ofMillis(1)));
        assertEquals("119 s", Wording.spoken(Duration.ofSeconds(119)));
        assertEquals("60 min", Wording.spoken(Duration.ofSeconds(3600)));
        assertEquals("3 h", Wording.spoken(Duration.ofHours(3)));
    }

    @Test
    void longWordsOfAProviderAreCutAtThreeHundredCharacters() {
        String message = new Wording(settings(ProviderKind.OPENAI, true), "m")
                .of(failure(ErrorKind.SERVER, "failed", "x".repeat(290) + KEY + "y".repeat(1000), ""));

        assertTrue(message.length() < 330, message);
        assertFalse(message.contains("sk-"), message);
    }

    @Test
    void aKeyThatComesBackInAHeaderIsNotShownEither() {
        String message = new Wording(settings(ProviderKind.OPENAI, true), "m")
                .of(failure(ErrorKind.CONFIG, "answered with a redirect to " + KEY + ".example", "", ""));

        assertEquals("mine:m: answered with a redirect to [key].example.", message);
    }

    @Property
    void noMessageHoldsAControlCharacterOrTheKey(@ForAll String said) {
        String message = new Wording(settings(ProviderKind.OPENAI, true), "m\u001b[2J")
                .of(failure(ErrorKind.SERVER, "failed", said + KEY + "\u202e\u0007\u009b\udb40\udc01" + said, ""));

        assertTrue(message.codePoints().noneMatch(c -> Character.isISOControl(c) || hides(c)), message);
        assertFalse(message.contains(KEY), message);
    }

    private static boolean hides(int point) {
        return Character.getType(point) == Character.FORMAT || Character.getType(point) == Character.SURROGATE;
    }

    private static Failure failure(ErrorKind kind, String what, String said, String advice) {
        return new Failure(kind, OptionalInt.empty(), false, Optional.empty(), what, said, advice);
    }

    private static ProviderSettings settings(ProviderKind kind, boolean key) {
        return new ProviderSettings(
                "mine",
                kind,
                "http://localhost",
                key ? Optional.of(new Secret(KEY)) : Optional.empty(),
                key ? "$MY_KEY" : "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
    }
}
