package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowListTest {

    private static final String HEAD = "[https://x.y]\nsource: its page\nas of: 2026-11-25\n";

    @Test
    void aTableHasAServerASourceADateAndRows() {
        WindowList.Section section = WindowList.parse(
                        HEAD + "# a comment\nbig 128000 yes\nsmall 4096 no\nother 8192 -\n")
                .sections()
                .get("https://x.y");

        assertEquals("its page", section.source());
        assertEquals(LocalDate.of(2026, 11, 25), section.asOf());
        assertEquals(Optional.of(new WindowList.Row(128_000, Optional.of(true))), section.row("big"));
        assertEquals(Optional.of(new WindowList.Row(4096, Optional.of(false))), section.row("small-2026-01-31"));
        assertEquals(Optional.of(new WindowList.Row(8192, Optional.empty())), section.row("other"));
        assertEquals(Optional.empty(), section.row("small-latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"big 128000", "big many yes", "big 0 yes", "big 1 maybe", "big 1 yes 2", "a 1 -\na 1 -"})
    void aRowThatIsNotWholeIsNamed(String rows) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> WindowList.parse(HEAD + rows));

        assertTrue(refused.getMessage().contains(rows.lines().toList().getLast()), refused.getMessage());
    }

    @Test
    void theBuiltInListNamesSourceAndDateOfEveryServerAndNoAliasThatMoves() {
        WindowList list = WindowList.builtIn();

        assertEquals(PriceList.builtIn().sections().keySet(), list.sections().keySet());
        list.sections().forEach((origin, section) -> {
            assertTrue(section.source().length() > 20, origin);
            assertFalse(section.asOf().isAfter(LocalDate.of(2026, 11, 25)), origin);
            section.rows().forEach((model, row) -> {
                assertTrue(row.tokens() >= 4096, model);
                assertFalse(model.endsWith("-latest"), model);
            });
        });
        assertEquals(
                List.of(8192L, 128_000L),
                List.of("gpt-4", "gpt-4o-2024-08-06").stream()
                        .map(m -> list.sections()
                                .get("https://api.openai.com")
                                .row(m)
                                .orElseThrow()
                                .tokens())
                        .toList());
    }
}
