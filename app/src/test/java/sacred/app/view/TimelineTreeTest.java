package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Summary;

class TimelineTreeTest {

    /** @param minute when it was created */
    private static Summary timeline(String id, int minute, String parent) {
        return new Summary(
                Path.of(id + ".jsonl"),
                id,
                Instant.parse("2026-11-25T10:00:00Z").plusSeconds(60L * minute),
                1,
                1,
                "prompt of " + id,
                Optional.empty(),
                Optional.empty(),
                parent.isEmpty() ? Optional.empty() : Optional.of(new Header.Parent(parent, 2)));
    }

    private static List<String> shape(Summary... timelines) {
        return TimelineTree.of(List.of(timelines)).stream()
                .map(node -> node.branch() + node.timeline().id())
                .toList();
    }

    @Test
    void forksStandUnderWhatTheyWereForkedFromAndTheFamilyWithTheNewestMemberIsFirst() {
        assertEquals(
                List.of("old", "├ newest", "│ └ forkOfIt", "└ first", "young"),
                shape(
                        timeline("old", 0, ""),
                        timeline("first", 1, "old"),
                        timeline("young", 3, ""),
                        timeline("newest", 5, "old"),
                        timeline("forkOfIt", 6, "newest")));
    }

    @Test
    void aForkWhoseParentIsGoneIsShownAndSaysSo() {
        Summary orphan = timeline("orphan", 0, "gone");

        assertEquals(List.of("orphan"), shape(orphan));
        String line = TimelineList.tree(List.of(orphan), ZoneOffset.UTC).getFirst();
        assertTrue(line.startsWith("from turn 2 of one that is not here  orphan"), line);
    }

    @Test
    void headersThatNameEachOtherInACircleHideNothing() {
        assertEquals(
                3,
                shape(timeline("a", 0, "b"), timeline("b", 1, "a"), timeline("c", 2, "c"))
                        .size());
    }
}
