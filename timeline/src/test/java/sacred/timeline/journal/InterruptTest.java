package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {

    @TempDir
    Path temp;

    @Test
    void anInterruptedCallerOpensAppendsAndClosesAndKeepsItsInterrupt() throws IOException {
        Path file = temp.resolve("a.jsonl");
        Thread.currentThread().interrupt();
        try {
            for (int turn = 1; turn <= 2; turn++) {
                try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
                    journal.append(Fixture.input(turn, "hello"));
                    journal.append(Fixture.closed(turn));
                }
            }

            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
        assertEquals(5, Verification.of(file).records());
        assertEquals(List.of(), Verification.of(file).problems());
    }

    @Test
    void aThousandThatAreInterruptedWhileTheySealAreAllKept() throws Exception {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK, new FaultyDisk())) {
            for (int n = 0; n < 1000; n++) {
                String name = "turn " + n;
                Thread turn = Thread.ofVirtual().start(() -> {
                    try {
                        journal.append(Fixture.input(1, name));
                    } catch (IOException | RuntimeException e) {
                        failures.add(e);
                    }
                });
                turn.interrupt();
                turn.join();
            }

            assertEquals(List.of(), List.copyOf(failures));
            Path file = journal.file().orElseThrow();
            assertEquals(1001, Verification.of(file).records());
            assertEquals(List.of(), Verification.of(file).problems());
        }
    }

    @Test
    void aStormOfInterruptsLosesNothing() throws Exception {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK)) {
            List<Thread> turns = IntStream.range(0, 50)
                    .mapToObj(n -> Thread.ofVirtual().unstarted(() -> {
                        for (int i = 0; i < 20; i++) {
                            try {
                                journal.append(Fixture.input(1, n + "/" + i));
                            } catch (IOException | RuntimeException e) {
                                failures.add(e);
                            }
                        }
                    }))
                    .toList();
            Thread storm = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    turns.forEach(Thread::interrupt);
                }
            });
            turns.forEach(Thread::start);
            for (Thread turn : turns) {
                turn.join();
            }
            over.set(true);
            storm.join();

            assertEquals(List.of(), List.copyOf(failures));
            Path file = journal.file().orElseThrow();
            assertEquals(1001, Verification.of(file).records());
            assertEquals(List.of(), Verification.of(file).problems());
            assertEquals(
                    1000, Fixture.events(Reading.of(file)).stream().distinct().count());
        }
    }
}
