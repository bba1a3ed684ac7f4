package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {

    private static final String HERE = "process " + ProcessHandle.current().pid() + ",";

    @TempDir
    Path temp;

    @Test
    void aSecondWriterIsRefusedAndToldWhoHoldsTheTimeline() throws Exception {
        Path file = Fixture.file(temp, 1);
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            Exception refused = assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));
            assertTrue(refused.getMessage().contains(HERE), refused.getMessage());

            String other = outcome(other(file));

            assertTrue(other.startsWith("refused ") && other.contains(HERE), other);
            journal.append(Fixture.input(2, "still mine"));
        }
        assertTrue(outcome(other(file)).startsWith("opened "));
    }

    @Test
    void readingAndRefusedAttemptsInTheSameProcessDoNotFreeTheLock() throws Exception {
        Path file = Fixture.file(temp, 1);
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            Reading.of(file);
            Verification.of(file);
            new Timelines(temp).summaries().toList();
            new Timelines(temp).newest();
            new Timelines(temp).find(journal.id());
            assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));

            assertTrue(outcome(other(file)).contains(HERE));
        }
    }

    @Test
    void aNewTimelineIsLockedBeforeItsFileExists() throws Exception {
        Path file = temp.resolve("new.jsonl");
        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            assertTrue(outcome(other(file)).contains(HERE));
            journal.append(Fixture.input(1, "hello"));
        }
    }

    @Test
    void theHolderIsNamedAcrossProcessesAndItsDeathFreesTheLock() throws Exception {
        Path file = Fixture.file(temp, 1);
        Process holder = other(file);
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("opened []", out.readLine());
            Exception refused = assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));
            assertTrue(refused.getMessage().contains("process " + holder.pid() + ","), refused.getMessage());
            Reading.of(file);

            holder.destroyForcibly().waitFor();
        }

        Journal.open(file, "0.1.0", CLOCK).close();
        assertEquals(0, Files.size(file.resolveSibling(file.getFileName() + ".lock")));
    }

    @Test
    void aHolderThatIsSuspendedStillHoldsItsTimeline() throws Exception {
        Path file = Fixture.file(temp, 1);
        Process holder = other(file);
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("opened []", out.readLine());
            signal("STOP", holder);

            Exception refused = assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));
            assertTrue(refused.getMessage().contains("process " + holder.pid() + ","), refused.getMessage());

            signal("CONT", holder);
            assertThrows(JournalException.class, () -> Journal.open(file, "0.1.0", CLOCK));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Journal.open(file, "0.1.0", CLOCK).close();
    }

    private static void signal(String name, Process process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    /** Another process that opens the timeline, says how that went, and holds it until its input ends. */
    private static Process other(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String outcome(Process process) throws Exception {
        try (BufferedReader out = process.inputReader()) {
            String outcome = out.readLine();
            process.outputWriter().close();
            process.waitFor();
            return outcome;
        }
    }

    static final class OtherWriter {
        public static void main(String[] arguments) throws IOException {
            try (Journal journal = Journal.open(Path.of(arguments[0]), "0.1.0", CLOCK)) {
                System.out.println("opened " + journal.notes());
                System.in.read();
            } catch (JournalException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }
}
