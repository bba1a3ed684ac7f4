package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.SavedTimeline;
import sacred.timeline.journal.Timelines;

class TimelineTreeTest {

    @TempDir
    Path temp;

    /** @param minute when it was created */
    private static SavedTimeline timeline(String id, int minute, String parent) {
        Instant createdAt = Instant.parse("2026-11-25T10:00:00Z").plusSeconds(60L * minute);
        Header header = new Header(
                id,
                createdAt,
                "0.1.0",
                Header.FORMAT,
                parent.isEmpty() ? Optional.empty() : Optional.of(new Header.Parent(parent, 2)));
        return new SavedTimeline(Path.of(id + ".jsonl"), Optional.of(header), createdAt);
    }

    private static List<String> shape(SavedTimeline... timelines) {
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
    void aForkWhoseParentIsGoneIsShownAndSaysSo() throws IOException {
        Files.writeString(temp.resolve("orphan.jsonl"), """
            {"type":"timeline","format":1,"id":"01KDWAV4T0DJFJ9VG77JORPHAN","created_at":"2026-11-25T10:00:00.000Z",\
            "app":"0.1.0","parent":{"id":"01KDWAV4T0DJFJ9VG77JF6R64J","turn":2}}
            """);

        List<TimelineTree.Node> nodes = TimelineTree.of(new Timelines(temp).saved());
        String line = TimelineList.tree(nodes, ZoneOffset.UTC).toList().getFirst();

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
