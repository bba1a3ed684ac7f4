package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UlidTest {

    // Far beyond what other tests use: names never go back within a process.
    private static final Instant FAR = Instant.parse("9000-01-01T00:00:00.123Z");

    @Test
    void namesAreDistinctAndGrowEvenWhenTheClockStandsOrGoesBack() {
        List<String> names = new ArrayList<>();

        for (int i = 0; i < 10_000; i++) {
            names.add(Ulid.next(FAR.minusMillis(i % 7)));
        }

        assertEquals(10_000, new HashSet<>(names).size());
        assertEquals(new ArrayList<>(new TreeSet<>(names)), names);
        assertTrue(names.stream().allMatch(n -> n.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}")), names.getFirst());
    }

    @Test
    void theFirstTenCharactersAreTheMilliseconds() {
        Instant at = FAR.plusSeconds(60);

        long millis = 0;
        for (char c : Ulid.next(at).substring(0, 10).toCharArray()) {
            millis = millis * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c);
        }

        assertEquals(at.toEpochMilli(), millis);
    }
}
