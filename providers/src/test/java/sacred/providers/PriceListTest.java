package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {

    private static final String TABLE = """
        # a comment
        [https://api.example.com]
        source: its page
        as of: 2026-11-25
        big    2  8  0.5  -  100  > 1000 4 12 1 5
        small  1  3  -    2  -
        """;

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    @Test
    void aTableHasAServerASourceADateAndRows() {
        PriceList.Section section = PriceList.parse(TABLE).sections().get("https://api.example.com");

        assertEquals("its page", section.source());
        assertEquals(LocalDate.of(2026, 11, 25), section.asOf());
        assertEquals(
                new Price(
                        usd("2"),
                        usd("8"),
                        Optional.of(usd("0.5")),
                        Optional.empty(),
                        OptionalInt.of(100),
                        Optional.of(new Price.Above(
                                1000, new Price(usd("4"), usd("12"), Optional.of(usd("1")), Optional.of(usd("5")))))),
                section.price("big").orElseThrow());
        assertEquals(
                new Price(usd("1"), usd("3"), Optional.empty(), Optional.of(usd("2"))),
                section.price("small").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "big 2 8 0.5 -",
                "big 2 8 0.5 - 1 > 1000 4",
                "big two 8 - - -",
                "big 2 8 - - - < 1000 4 12 1 5",
                "small 1 3 - - -\nsmall 1 3 - - -"
            })
    void aRowThatIsNotWholeIsNamed(String row) {
        String table = "[https://x.y]\nsource: s\nas of: 2026-01-01\n" + row;

        Exception refused = assertThrows(IllegalArgumentException.class, () -> PriceList.parse(table));

        assertTrue(refused.getMessage().contains(row.lines().toList().getLast()), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-2024-08-06, gpt-4o",
        "claude-haiku-4-5-20251001, claude-haiku-4-5",
        "gpt-4o-mini-2024-07-18, gpt-4o-mini",
        "gpt-4o, ''",
        "gpt-4o-mini, ''",
        "gpt-4-0613, ''",
        "gpt-4o-2024-13-06, ''",
        "gpt-4o-2024-0806, ''",
        "gpt-4o-202408066, ''",
        "gpt-4o-2024-08-06-tuned, ''",
        "-2024-08-06, ''",
        "mistral-large-2411, ''",
        "gpt-4o-latest, ''",
        "xgpt-4o-12024-08-06, ''"
    })
    void onlyAWholeDateAtTheEndMakesASnapshot(String name, String of) {
        assertEquals(of, PriceList.undated(name).orElse(""));
    }

    @Test
    void theBuiltInListNamesSourceAndDateOfEveryServerAndHasNoFreeModel() {
        PriceList list = PriceList.builtIn();

        assertEquals(
                List.of(
                        "https://api.openai.com",
                        "https://api.anthropic.com",
                        "https://api.groq.com",
                        "https://generativelanguage.googleapis.com",
                        "https://api.mistral.ai"),
                List.copyOf(list.sections().keySet()));
        list.sections().forEach((origin, section) -> {
            assertEquals(Optional.of(new Origin(origin)), Origin.of(origin));
            assertTrue(section.source().length() > 20, origin);
            assertFalse(section.asOf().isAfter(LocalDate.of(2026, 11, 25)), origin);
            assertTrue(section.prices().size() >= 5, origin);
            section.prices().forEach((model, price) -> {
                assertTrue(price.input().signum() > 0 && price.output().compareTo(price.input()) >= 0, model);
                assertTrue(price.cacheRead().orElse(BigDecimal.ZERO).compareTo(price.input()) < 0, model);
                assertFalse(model.endsWith("-latest"), model);
            });
        });
    }

    @Test
    void anExactRowGoesBeforeTheUndatedOne() {
        PriceList.Section openAi = PriceList.builtIn().sections().get("https://api.openai.com");

        assertEquals(usd("5"), openAi.price("gpt-4o-2024-05-13").orElseThrow().input());
        assertEquals(usd("2.5"), openAi.price("gpt-4o-2024-11-20").orElseThrow().input());
        assertEquals(Optional.empty(), openAi.price("gpt-4o-audio-preview"));
    }

    @Test
    void everyProviderWithAKeyHasItsServerInTheList() {
        for (ProviderKind kind : ProviderKind.values()) {
            if (kind.needsKey()) {
                String origin = Origin.of(kind.defaultBaseUrl()).orElseThrow().text();
                assertTrue(PriceList.builtIn().sections().containsKey(origin), origin);
            }
        }
    }
}
