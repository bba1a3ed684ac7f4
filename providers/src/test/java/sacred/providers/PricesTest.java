package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

class PricesTest {

    private static final ModelRef ASKED = new ModelRef("openai", "gpt-4");

    private final Prices prices = new Prices(Map.of(
            ASKED,
            new Price(
                    new BigDecimal("30"), new BigDecimal("60"), Optional.of(new BigDecimal("15")), Optional.empty())));

    private static Usage usage(OptionalLong input, OptionalLong output, OptionalLong read, OptionalLong write) {
        return new Usage(
                input, output, OptionalLong.empty(), read, write, Usage.Source.REPORTED, Set.of(), Optional.empty());
    }

    private static void assertCost(String usd, Cost cost) {
        assertEquals(0, new BigDecimal(usd).compareTo(cost.usd().orElseThrow()), cost.toString());
    }

    @Test
    void inputAndOutputAreMultipliedByTheirPrices() {
        Usage usage = usage(OptionalLong.of(1000), OptionalLong.of(10), OptionalLong.empty(), OptionalLong.empty());

        assertCost("0.0306", prices.cost(ASKED, ASKED, usage));
    }

    @Test
    void cachedInputIsBilledOnceAtItsOwnPrice() {
        Usage usage = usage(OptionalLong.of(1000), OptionalLong.of(0), OptionalLong.of(900), OptionalLong.of(50));

        assertCost("0.0165", prices.cost(ASKED, ASKED, usage));
    }

    @Test
    void theModelThatAnsweredIsPricedAndElseTheOneThatWasAsked() {
        Usage usage = usage(OptionalLong.of(1000), OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty());
        ModelRef dated = new ModelRef("openai", "gpt-4-0613");

        assertCost("0.03", prices.cost(dated, ASKED, usage));
        assertEquals(Cost.UNKNOWN, prices.cost(dated, new ModelRef("openai", "other"), usage));
    }

    @Test
    void withoutACountTheCostIsUnknown() {
        assertEquals(Cost.UNKNOWN, prices.cost(ASKED, ASKED, Usage.UNKNOWN));
    }

    @Test
    void theBuiltInEngineCostsNothing() {
        assertEquals(Cost.NOTHING, prices.cost(ASKED, new ModelRef("builtin", "default"), Usage.NONE));
    }

    @Test
    void aRequestWithMuchInputIsBilledAtTheOtherPrices() {
        Prices own = at(provider("anthropic", ProviderKind.ANTHROPIC, "https://api.anthropic.com"));
        ModelRef sonnet = new ModelRef("anthropic", "claude-sonnet-4-5-20250929");

        assertCost("0.6", own.cost(sonnet, sonnet, usage(200_000)));
        assertCost("1.200006", own.cost(sonnet, sonnet, usage(200_001)));
    }

    @Test
    void theCountsOfAStreamThatEndedEarlyAreALowerBound() {
        Usage cut = new Usage(
                OptionalLong.of(1000),
                OptionalLong.of(1),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(Usage.Flag.PARTIAL),
                Optional.empty());

        assertEquals(new Cost(Optional.of(new BigDecimal("0.030060")), false), prices.cost(ASKED, ASKED, cut));
    }

    @Test
    void whatTheProviderReportsGoesBeforeThePriceAndADriftIsKept() {
        Cost cost = prices.cost(ASKED, ASKED, usage(1000), Optional.of(new BigDecimal("0.04")));

        assertCost("0.04", cost);
        assertEquals(0, new BigDecimal("0.03").compareTo(cost.listedUsd().orElseThrow()));
        assertEquals(
                Optional.empty(),
                prices.cost(ASKED, ASKED, usage(1000), Optional.of(new BigDecimal("0.0302")))
                        .listedUsd());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, https://api.openai.com/v1, gpt-4o, true",
        "OPENAI, https://API.openai.com:443/v1/, gpt-4o-2024-08-06, true",
        "OPENAI, https://api.groq.com/openai/v1, llama-3.3-70b-versatile, true",
        "OPENAI, https://api.groq.com/openai/v1, gpt-4o, false",
        "OPENAI, http://api.openai.com/v1, gpt-4o, false",
        "OPENAI, https://api.openai.com:8443/v1, gpt-4o, false",
        "OPENAI, https://api.openai.com.evil.test/v1, gpt-4o, false",
        "OPENAI, https://gateway.test/api.openai.com, gpt-4o, false",
        "OPENAI, http://localhost:8000/v1, gpt-4o, false",
        "OLLAMA, http://localhost:11434, gpt-4o, false",
        "OPENAI, not an address, gpt-4o, false"
    })
    void theBuiltInPricesHoldAtTheirOwnServerOnly(ProviderKind kind, String url, String model, boolean priced) {
        Prices own = at(provider("mine", kind, url));

        assertEquals(priced, own.price(new ModelRef("mine", model)).isPresent());
    }

    @Test
    void whatTheUserSaysGoesBeforeTheBuiltInPricesAlsoForSnapshots() {
        Price mine = new Price(BigDecimal.ONE, BigDecimal.TWO, Optional.empty(), Optional.empty());
        Prices own = new Prices(Map.of(new ModelRef("openai", "gpt-4o"), mine))
                .at(List.of(provider("openai", ProviderKind.OPENAI, "https://api.openai.com/v1")));
        ModelRef snapshot = new ModelRef("openai", "gpt-4o-2024-05-13");

        assertEquals(Optional.of(mine), own.price(snapshot));
        assertEquals(Optional.empty(), own.listed(snapshot));
        assertTrue(own.listed(new ModelRef("openai", "gpt-4o-mini")).isPresent());
    }

    @Test
    void aModelThatAnsweredInThePlaceOfAnotherIsNotPricedAsThatOne() {
        Prices own = at(provider("openai", ProviderKind.OPENAI, "https://api.openai.com/v1"));

        assertEquals(
                Cost.UNKNOWN,
                own.cost(new ModelRef("openai", "gpt-99"), new ModelRef("openai", "gpt-4o"), usage(1000)));
    }

    @ParameterizedTest
    @CsvSource({
        "OLLAMA, http://localhost:11434, llama3.1:8b, true",
        "OLLAMA, http://127.0.0.1:11434, llama3.1:8b, true",
        "OLLAMA, http://[::1]:11434, llama3.1:8b, true",
        "OLLAMA, http://localhost:11434, gpt-oss:120b-cloud, false",
        "OLLAMA, http://192.168.0.9:11434, llama3.1:8b, false",
        "OLLAMA, http://127.0.0.1.evil.test:11434, llama3.1:8b, false",
        "OPENAI, http://localhost:4000/v1, gpt-4o, false"
    })
    void nobodySendsABillForAnOllamaOnThisMachine(ProviderKind kind, String url, String model, boolean local) {
        assertEquals(local, at(provider("mine", kind, url)).isLocal(new ModelRef("mine", model)));
    }

    @Test
    void aQuoteIsNeverBelowTheCost() {
        Prompt prompt = Prompt.of("Answer.", List.of(new Message.User("naïve 你好")));
        Quote quote = prices.quote(ASKED, prompt).orElseThrow();
        long bytes = "Answer.naïve 你好".getBytes(StandardCharsets.UTF_8).length;

        assertEquals(4096, quote.mostAnswerTokens());
        assertTrue(quote.inputUsd().compareTo(new BigDecimal("0.00003").multiply(BigDecimal.valueOf(bytes))) >= 0);
        assertCost(
                quote.usd(10).subtract(quote.inputUsd()).toPlainString(),
                Cost.of(new BigDecimal("0.00006").multiply(BigDecimal.TEN)));
    }

    @Test
    void anAnswerThatOnlyAQuoteKeepsShortIsSaidToBe() {
        Prompt prompt = Prompt.of("", List.of(new Message.User("hello")));
        Quote unknown = prices.quote(ASKED, prompt).orElseThrow();
        Quote own = withMost(4_096).quote(ASKED, prompt).orElseThrow();
        Quote lengthy = withMost(128_000).quote(ASKED, prompt).orElseThrow();

        assertTrue(unknown.capped());
        assertEquals(List.of(4096, false), List.of(own.mostAnswerTokens(), own.capped()));
        assertEquals(List.of(16_384, true), List.of(lengthy.mostAnswerTokens(), lengthy.capped()));
    }

    private static Prices withMost(int answerTokens) {
        return new Prices(Map.of(
                ASKED,
                new Price(
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(answerTokens),
                        Optional.empty())));
    }

    @Test
    void aQuoteSaysHowLongAnAnswerTheMoneyPaysFor() {
        Quote quote = new Quote(new BigDecimal("0.10"), new BigDecimal("0.01"), 50, false);

        assertEquals(-1, quote.answerTokens(new BigDecimal("0.09")));
        assertEquals(0, quote.answerTokens(new BigDecimal("0.109")));
        assertEquals(7, quote.answerTokens(new BigDecimal("0.179")));
        assertEquals(50, quote.answerTokens(new BigDecimal("1000000")));
        assertEquals(50, new Quote(BigDecimal.ZERO, BigDecimal.ZERO, 50, false).answerTokens(BigDecimal.ZERO));
    }

    @Test
    void aModelWithoutAPriceHasNoQuoteAndTheBuiltInEngineIsFree() {
        Prompt prompt = Prompt.of("", List.of(new Message.User("hello")));

        assertEquals(Optional.empty(), prices.quote(new ModelRef("openai", "gpt-99"), prompt));
        Quote free = prices.quote(new ModelRef("builtin", "default"), prompt).orElseThrow();
        assertEquals(0, free.usd(free.mostAnswerTokens()).signum());
    }

    private static Usage usage(long input) {
        return usage(OptionalLong.of(input), OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty());
    }

    private static Prices at(ProviderSettings provider) {
        return new Prices(Map.of()).at(List.of(provider));
    }

    private static ProviderSettings provider(String name, ProviderKind kind, String url) {
        return new ProviderSettings(
                name, kind, url, Optional.empty(), "", List.of(), Timeouts.DEFAULT, RetryPolicy.DEFAULT);
    }
}
