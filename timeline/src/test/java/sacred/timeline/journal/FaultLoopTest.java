package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sacred.timeline.Event;

/** What a journal does, with its first operation on the disk failing, with its second one, and so on until none fails. */
class FaultLoopTest {

    private static final int ENOUGH = 200;

    @TempDir
    Path temp;

    /** What is in the directory before, and what is done with the disk that fails. */
    private enum Doing {
        CREATE,
        APPEND,
        REPAIR,
        RESUME,
        FORK,
        SEGMENT
    }

    /** The file and what of it was acknowledged. */
    private record Known(Path file, List<byte[]> acknowledged) {}

    @ParameterizedTest
    @EnumSource
    void whicheverOperationFailsNothingAcknowledgedIsLost(Doing doing) throws IOException {
        for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
            int n = 1;
            for (boolean fired = true; fired; n++) {
                assertTrue(n < ENOUGH, "the fault never stops firing");
                fired = survives(doing, fault, n);
            }
            assertTrue(n > 3, doing + " is only " + n + " operations");
        }
    }

    private boolean survives(Doing doing, FaultyDisk.Fault fault, int n) throws IOException {
        Path directory = temp.resolve(doing + "-" + fault + "-" + n);
        FaultyDisk disk = new FaultyDisk();
        disk.fault = fault;
        Known known = before(doing, directory);
        disk.failing = n;
        disk.failNextSync = doing == Doing.SEGMENT;
        Known after = with(disk, doing, known, directory);
        String when = doing + ", " + fault + " at operation " + n;
        check(after, when);
        return disk.fired;
    }

    private static Known before(Doing doing, Path directory) throws IOException {
        Path file = directory.resolve("a.jsonl");
        List<byte[]> acknowledged = new ArrayList<>();
        if (doing == Doing.CREATE) {
            return new Known(file, acknowledged);
        }
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK, new FaultyDisk())) {
            acknowledged.add(journal.append(Fixture.input(1, "hello")));
            acknowledged.add(journal.append(Fixture.route(1)));
        }
        if (doing == Doing.REPAIR) {
            Files.writeString(file, "{\"type\":\"block\",\"seq\":3,\"torn", StandardOpenOption.APPEND);
        }
        return new Known(file, acknowledged);
    }

    private static Known with(FaultyDisk disk, Doing doing, Known known, Path directory) throws IOException {
        if (doing == Doing.FORK) {
            return fork(disk, known, directory.resolve("forks"));
        }
        List<byte[]> acknowledged = new ArrayList<>(known.acknowledged());
        try (Journal journal = Journal.open(known.file(), "0.1.0", CLOCK, disk)) {
            for (Event.Durable event : Fixture.turn(2)) {
                try {
                    acknowledged.add(journal.append(event));
                } catch (IOException e) {
                    // said, and tried again as a user would
                    tryAgain(journal, event, acknowledged);
                }
            }
        } catch (IOException e) {
            // refused: nothing was acknowledged
        }
        return new Known(known.file(), acknowledged);
    }

    private static void tryAgain(Journal journal, Event.Durable event, List<byte[]> acknowledged) {
        try {
            acknowledged.add(journal.append(event));
        } catch (IOException e) {
            // then not
        }
    }

    private static Known fork(FaultyDisk disk, Known known, Path directory) throws IOException {
        Reading from = Reading.of(known.file());
        try (Journal fork = Journal.fork(from, OptionalInt.empty(), event -> event, directory, "0.1.0", CLOCK, disk)) {
            List<Event.Durable> events = Fixture.events(from);
            assertEquals(
                    events,
                    Fixture.events(Reading.of(fork.file().orElseThrow())).subList(0, events.size()));
        } catch (IOException e) {
            assertEquals(List.of(), new Timelines(directory).summaries().toList(), "what failed is no timeline");
        }
        return known;
    }

    private static void check(Known known, String when) throws IOException {
        List<String> acknowledged = IndependentReader.records(known.acknowledged());
        if (Files.exists(known.file()) || !acknowledged.isEmpty()) {
            IndependentReader.assertHolds(acknowledged, known.file(), when);
        }
        try (Journal journal = Journal.open(known.file(), "0.1.0", CLOCK, new FaultyDisk())) {
            known.acknowledged().add(journal.append(Fixture.input(9, "after")));
        }
        IndependentReader.assertHolds(IndependentReader.records(known.acknowledged()), known.file(), when);
        assertEquals(List.of(), Verification.of(known.file()).problems(), when);
    }
}
