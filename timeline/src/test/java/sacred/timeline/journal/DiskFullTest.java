package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {

    @TempDir
    Path temp;

    @Test
    void aDiskThatIsFullAfterAnyByteOfARecordLeavesNothingOfItAndTheNextAppendWorks() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            byte[] first = journal.append(Fixture.input(1, "hello"));
            int length = Journal.unsaved("0.1.0", CLOCK).append(Fixture.route(1)).length;
            Path file = journal.file().orElseThrow();

            for (int room = 0; room < length - header(first); room++) {
                disk.room = room;

                Exception full = assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));

                assertTrue(full.getMessage().startsWith("Not saved: " + file), full.getMessage());
                assertTrue(full.getMessage().contains("No space left on device"), full.getMessage());
                assertTrue(full.getMessage().contains("Make room"), full.getMessage());
                assertArrayEquals(first, Files.readAllBytes(file));
            }

            disk.room = Long.MAX_VALUE;
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(first);
            all.writeBytes(journal.append(Fixture.route(1)));
            assertArrayEquals(all.toByteArray(), Files.readAllBytes(file));
            assertEquals(List.of(), Verification.of(file).problems());
        }
    }

    @Test
    void aDiskThatIsFullFromTheBeginningGetsHeaderAndRecordLater() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            int length = Journal.unsaved("0.1.0", CLOCK).append(Fixture.input(1, "hello")).length;
            for (int room = 0; room < length; room++) {
                disk.room = room;
                assertThrows(IOException.class, () -> journal.append(Fixture.input(1, "hello")));
                assertEquals(0, Files.size(journal.file().orElseThrow()));
            }

            disk.room = Long.MAX_VALUE;
            byte[] added = journal.append(Fixture.input(1, "hello"));

            assertArrayEquals(added, Files.readAllBytes(journal.file().orElseThrow()));
            assertEquals(length, added.length);
            assertEquals(
                    List.of(), Verification.of(journal.file().orElseThrow()).problems());
        }
    }

    @Test
    void aRecordThatCouldNotBeSyncedIsNotSaved() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            byte[] first = journal.append(Fixture.input(1, "hello"));
            disk.cannotSync = true;

            assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));

            assertArrayEquals(first, Files.readAllBytes(journal.file().orElseThrow()));
        }
    }

    @Test
    void bytesThatCouldNotBeCutAtOnceAreCutBeforeTheNextRecord() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            byte[] first = journal.append(Fixture.input(1, "hello"));
            Path file = journal.file().orElseThrow();
            disk.room = 100;
            disk.cannotCut = true;
            assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));
            assertEquals(first.length + 100, Files.size(file));
            disk.room = Long.MAX_VALUE;
            disk.cannotCut = false;

            journal.append(Fixture.route(1));

            assertArrayEquals(first, Arrays.copyOf(Files.readAllBytes(file), first.length));
            assertEquals(List.of(), Verification.of(file).problems());
            assertFalse(Files.exists(Segment.path(file, 2)));
        }
    }

    @Test
    void bytesThatCanNeverBeCutAreNoPartOfATimelineThatGoesOnElsewhere() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            byte[] first = journal.append(Fixture.input(1, "hello"));
            Path file = journal.file().orElseThrow();
            disk.room = 100;
            disk.cannotCut = true;
            assertThrows(IOException.class, () -> journal.append(Fixture.route(1)));
            disk.room = Long.MAX_VALUE;

            byte[] second = journal.append(Fixture.route(1));

            assertEquals(first.length + 100, Files.size(file));
            IndependentReader.assertHolds(IndependentReader.records(List.of(first, second)), file, "later");
            assertEquals(List.of(), Verification.of(file).problems());
        }
    }

    @Test
    void shortWritesAreCompletedAndEveryRecordIsSynced() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        disk.stride = 7;
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, disk)) {
            for (int i = 0; i < 5; i++) {
                journal.append(Fixture.turn(1).get(i));
                assertEquals(i + 1, disk.syncs());
            }
            assertEquals(
                    new Verification(journal.file().orElseThrow(), 6, List.of(), List.of()),
                    Verification.of(journal.file().orElseThrow()));
        }
    }

    @Test
    void aTornTailIsNotCutWhenItCannotBeCopied() throws IOException {
        Path file = Fixture.file(temp, 1);
        byte[] torn = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 5);
        Files.write(file, torn);
        FaultyDisk disk = new FaultyDisk();
        disk.room = 10;

        assertThrows(IOException.class, () -> Journal.open(file, "0.1.0", CLOCK, disk));

        assertArrayEquals(torn, Files.readAllBytes(file));
    }

    private static int header(byte[] first) {
        int end = 0;
        while (first[end] != '\n') {
            end++;
        }
        return end + 1;
    }
}
