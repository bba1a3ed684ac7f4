package sacred.providers.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.Secret;

class SecretsTest {

    private static final String KEY = "sk-canary-0123456789abcdef";
    private static final String AWKWARD = "p\"ass/w\\ord+with % signs=";
    private static final Secrets SECRETS = Secrets.of(List.of(named("openai", KEY), named("proxy", AWKWARD)));

    private static Secrets.Named named(String name, String value) {
        return new Secrets.Named("key of " + name, new Secret(value));
    }

    @Test
    void aSecretIsReplacedByWhoseItIs() {
        assertEquals("a [key of openai] b [key of openai]", SECRETS.redact("a " + KEY + " b " + KEY));
    }

    @Test
    void whereSecretsStandIsWhereTheyAreReplaced() {
        String text = KEY + " b " + KEY.substring(0, 15) + "… sk-learn";

        assertEquals(
                List.of(
                        new Secrets.Place(0, KEY.length(), "key of openai"),
                        new Secrets.Place(KEY.length() + 3, KEY.length() + 18, "key of openai")),
                SECRETS.placesIn(text));
        assertEquals("[key of openai] b [key of openai]… sk-learn", SECRETS.redact(text));
    }

    @Test
    void aTextWithoutASecretIsTheSameObject() {
        String text = "A task with sk-learn and the half of sk-canary-.";

        assertSame(text, SECRETS.redact(text));
        assertEquals(Optional.empty(), SECRETS.labelIn(text));
    }

    @Test
    void theSpellingsOfUrlsAndOfJsonAreKnown() {
        String url = URLEncoder.encode(AWKWARD, StandardCharsets.UTF_8);
        for (String spelled : List.of(
                url,
                url.replace("+", "%20"),
                url.replaceAll("%2B", "%2b"),
                "p\\\"ass/w\\\\ord+with % signs=",
                "p\\\"ass\\/w\\\\ord+with % signs=")) {
            String redacted = SECRETS.redact("<" + spelled + ">");

            assertTrue(spelled.contains("%2b") || redacted.equals("<[key of proxy]>"), redacted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "Aladdin:open"})
    void base64IsKnownWhereverTheSecretStandsInIt(String before) {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (String behind : List.of("", "x", "xy", "\n")) {
                String encoded = encoder.encodeToString((before + KEY + behind).getBytes(StandardCharsets.UTF_8));

                String redacted = SECRETS.redact("Basic " + encoded + ".");

                assertTrue(redacted.contains("[key of openai]"), redacted);
                String rest = redacted.replace("Basic ", "").replace("[key of openai]", "");
                assertTrue(rest.length() <= 2 * (before.length() + behind.length()) + 6, redacted);
            }
        }
    }

    @Test
    void theBeginningOfASecretIsOneToo() {
        assertEquals("refused: [key of openai]…", SECRETS.redact("refused: " + KEY.substring(0, 15) + "…"));
        assertEquals("refused: [key of openai]***cdef", SECRETS.redact("refused: " + KEY.substring(0, 20) + "***cdef"));
    }

    @Test
    void theWordsAtTheBeginningOfAKeyAreNoSecret() {
        Secrets anthropic = Secrets.of(List.of(named("anthropic", "sk-ant-api03-Zm9vYmFyYmF6-qux")));

        String text = "Anthropic's keys begin with sk-ant-api03-, those of projects with sk-proj-.";

        assertSame(text, anthropic.redact(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "ollama", "1234567", "lm-studio", "not-needed", "placeholder"})
    void whatIsTooShortOrAWordIsNotLookedFor(String value) {
        assertSame(Secrets.NONE, Secrets.of(List.of(named("local", value))));
    }

    @Test
    void ofTwoNamesForOneValueTheFirstCounts() {
        Secrets two = Secrets.of(List.of(named("one", KEY), named("two", KEY)));

        assertEquals("[key of one]", two.redact(KEY));
    }

    @Test
    void aChildProcessIsNotGivenTheVariablesOfKeys() {
        Map<String, String> env = Map.of("OPENAI_API_KEY", KEY, "ALIAS", KEY + " ", "HOME", "/home/u", "EMPTY", "");

        assertEquals(Map.of("HOME", "/home/u", "EMPTY", ""), SECRETS.without(env));
    }

    @Test
    void itShowsNoneOfThem() {
        assertFalse((SECRETS + SECRETS.stream().toString()).contains("canary"));
    }

    @Property
    void piecesTogetherAreWhatTheWholeWouldBe(@ForAll("texts") String text, @ForAll long seed) {
        Random random = new Random(seed);
        SecretStream stream = SECRETS.stream();
        StringBuilder together = new StringBuilder();

        for (int at = 0; at < text.length(); ) {
            int to = Math.min(text.length(), at + 1 + random.nextInt(6));
            together.append(stream.next(text.substring(at, to)));
            assertFalse(together.toString().contains(KEY.substring(0, 14)), together.toString());
            at = to;
        }
        together.append(stream.end());

        assertEquals(SECRETS.redact(text), together.toString());
    }

    @Provide
    Arbitrary<String> texts() {
        String encoded = Base64.getEncoder().encodeToString(("u:" + KEY).getBytes(StandardCharsets.UTF_8));
        Arbitrary<String> whole = Arbitraries.of(KEY, AWKWARD, encoded, " ", "a", "sk-", "\n", "p\"a", "😀");
        Arbitrary<String> part = Combinators.combine(
                        Arbitraries.of(KEY, AWKWARD, encoded),
                        Arbitraries.integers().between(1, 23))
                .as((value, length) -> value.substring(0, length));
        return Arbitraries.oneOf(whole, part).list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    @Test
    void onlyWhatMayBeTheBeginningOfASecretIsHeldBack() {
        SecretStream stream = SECRETS.stream();

        List<String> out =
                Arrays.asList(stream.next("Hello s"), stream.next("k-le"), stream.next("arn. sk-canary-0123"));

        assertEquals(List.of("Hello ", "sk-le", "arn. "), out);
        assertEquals("[key of openai]", stream.end());
    }
}
