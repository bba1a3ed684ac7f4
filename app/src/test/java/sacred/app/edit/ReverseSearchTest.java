package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReverseSearchTest {

    private static final Editor DRAFT = Editor.of("draft");
    private static final ReverseSearch SEARCH =
            ReverseSearch.of(List.of("explain maps", "a map of Rome", "other", "Map it"), DRAFT);

    @Test
    void theNewestEntryWithTheQueryIsFoundInEitherCase() {
        assertEquals(Optional.empty(), SEARCH.entry());
        assertEquals(Optional.of("Map it"), SEARCH.typed("m").typed("ap").entry());
        assertEquals(0, SEARCH.typed("map").index());
        assertEquals(
                Optional.of("a map of Rome"), SEARCH.typed("map ").typed("o").entry());
    }

    @Test
    void capitalLettersInTheQueryFindOnlyThem() {
        assertEquals(Optional.of("a map of Rome"), SEARCH.typed("R").entry());
        assertTrue(SEARCH.typed("ROME").failed());
    }

    @Test
    void olderAndNewerGoFromHitToHit() {
        ReverseSearch second = SEARCH.typed("map").older();

        assertEquals(Optional.of("a map of Rome"), second.entry());
        assertEquals(2, second.index());
        assertEquals(Optional.of("explain maps"), second.older().entry());
        assertEquals(Optional.of("Map it"), second.newer().entry());
    }

    @Test
    void afterTheOldestTheHitStaysAndTheSearchFails() {
        ReverseSearch oldest = SEARCH.typed("map").older().older();

        assertFalse(oldest.failed());
        assertTrue(oldest.older().failed());
        assertEquals(Optional.of("explain maps"), oldest.older().entry());
    }

    @Test
    void aLetterLessSearchesFromTheNewestAgain() {
        ReverseSearch failed = SEARCH.typed("mapx");

        assertTrue(failed.failed());
        assertEquals(Optional.of("Map it"), failed.erased().entry());
        assertEquals(SEARCH, SEARCH.typed("m").erased());
        assertEquals(SEARCH, SEARCH.erased());
    }

    @Test
    void acceptingTakesTheEntryAndCancellingTheDraft() {
        ReverseSearch found = SEARCH.typed("of");

        assertEquals("a map of Rome", found.accepted().text());
        assertEquals(6, found.accepted().caret());
        assertEquals("draft", found.accepted().undone().text());
        assertEquals(DRAFT, found.cancelled());
        assertEquals(DRAFT, SEARCH.typed("nothing has this").accepted());
    }

    @Test
    void withoutAHistoryEverySearchFails() {
        assertTrue(ReverseSearch.of(List.of(), DRAFT).typed("a").failed());
    }
}
