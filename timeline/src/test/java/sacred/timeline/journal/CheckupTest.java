package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.journal.Checkup.Kind;

class CheckupTest {

    @TempDir
    Path temp;

    @Test
    void nothingIsFoundInSoundTimelinesAndInNone() throws IOException {
        assertEquals(new Checkup(0, 0, 0, Map.of()), Checkup.of(temp.resolve("none"), () -> false, _ -> {}));

        Path file = Fixture.file(temp, 2);
        assertEquals(new Checkup(1, Files.size(file), 1, Map.of()), Checkup.of(temp, () -> false, _ -> {}));
    }

    @Test
    void oneThatIsOpenIsNamedWithItsProcessAndIsNoDamage() throws IOException {
        try (Journal journal = Journal.create(temp, "0.1.0", Fixture.CLOCK)) {
            journal.append(Fixture.input(1, "hi"));
            String name = journal.file().orElseThrow().getFileName().toString();

            Checkup found = Checkup.of(temp, () -> false, _ -> {});

            String expected = name + " in process " + ProcessHandle.current().pid();
            assertEquals(Map.of(Kind.OPEN, List.of(expected)), found.found());
            assertTrue(found.sound());
        }
        assertEquals(Map.of(), Checkup.of(temp, () -> false, _ -> {}).found());
    }

    @Test
    void looksThroughTheNewestUntilThereIsNoTimeAndAtTheRestFromOutside() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path file = Fixture.file(temp.resolve("made" + i), 1);
            files.add(Files.move(file, temp.resolve("2026010" + i + ".jsonl")));
        }
        Files.writeString(files.get(0), "{torn");
        Files.writeString(files.get(1), Files.readString(files.get(1)).replace("prompt", "PROMPT"));
        List<Integer> told = new ArrayList<>();

        Checkup found = Checkup.of(temp, () -> told.size() == 1, told::add);

        assertEquals(1, found.verified());
        assertEquals(Map.of(Kind.TORN, List.of("20260100.jsonl")), found.found());
        assertFalse(found.sound());
        assertTrue(Checkup.of(temp, () -> false, _ -> {}).found().containsKey(Kind.DAMAGED));
    }

    @Test
    void whatBelongsToATimelineIsNotLeftBehindUntilItIsGone() throws IOException {
        Path file = Fixture.file(temp, 1);
        String name = file.getFileName().toString();
        for (String end : List.of("lock", "index", "partial", "broken", "unfinished", "2")) {
            Files.writeString(temp.resolve(name + "." + end), "");
            Files.writeString(temp.resolve("gone.jsonl." + end), "");
        }
        Files.writeString(temp.resolve("notes.2"), "");

        assertEquals(
                Map.of(
                        Kind.KEPT_ASIDE,
                        List.of(name + ".broken"),
                        Kind.LEFT_OVER,
                        List.of(
                                name + ".2",
                                name + ".unfinished",
                                "gone.jsonl.2",
                                "gone.jsonl.broken",
                                "gone.jsonl.index",
                                "gone.jsonl.lock",
                                "gone.jsonl.partial",
                                "gone.jsonl.unfinished")),
                Checkup.of(temp, () -> false, _ -> {}).found());
    }

    @Test
    void onlyLocksOfTimelinesThatAreGoneAreLeftBehind() throws IOException {
        Path file = Fixture.file(temp, 1);
        Files.writeString(temp.resolve("gone.jsonl.lock"), "");

        Checkup found = Checkup.of(temp, () -> false, _ -> {});

        assertTrue(Files.exists(file.resolveSibling(file.getFileName() + ".lock")));
        assertEquals(Map.of(Kind.LEFT_OVER, List.of("gone.jsonl.lock")), found.found());
    }
}
