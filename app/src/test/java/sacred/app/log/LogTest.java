package sacred.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {

    @TempDir
    Path directory;

    private Log log(LogLevel level) {
        return Log.in(
                directory,
                level,
                () -> Instant.parse("2026-11-25T10:00:00.123456Z"),
                text -> text.replace("hunter2!", "[password]"));
    }

    private String written() throws IOException {
        return Files.readString(directory.resolve("log/sacred.log"));
    }

    @Test
    void aLineSaysWhenWhoHowMuchItMattersAndWhat() throws IOException {
        log(LogLevel.INFO).info("start");

        assertEquals("2026-11-25T10:00:00.123Z " + ProcessHandle.current().pid() + " info start\n", written());
    }

    @Test
    void whatMattersLessThanTheLevelIsNotWritten() throws IOException {
        Log log = log(LogLevel.WARN);
        log.debug("a");
        log.info("b");
        log.warn("c");
        log.error("d");

        assertEquals(
                List.of("c", "d"),
                written().lines().map(l -> l.substring(l.length() - 1)).toList());
    }

    @Test
    void offWritesNothingAndMakesNothing() {
        log(LogLevel.OFF).error("a");

        assertFalse(Files.exists(directory.resolve("log")));
    }

    @Test
    void aMistakeIsWrittenWithWhereItHappenedAndWithoutSecrets() throws IOException {
        log(LogLevel.ERROR).mistake("It failed", new IllegalStateException("with hunter2!\u001b[31m"));

        assertTrue(written().contains("It failed: java.lang.IllegalStateException: with [password]"), written());
        assertTrue(written().contains("\n    \tat ") || written().contains("\n        at "), written());
        assertTrue(written().contains("LogTest.java:"), written());
        assertFalse(written().contains("\u001b"), written());
    }

    @Test
    void aFullFileBeginsAnewAndTwoAreKept() throws IOException {
        LogFile file = new LogFile(directory.resolve("log/sacred.log"), 100, 2);
        for (int i = 0; i < 40; i++) {
            file.append("line number " + i + " of many");
        }

        try (Stream<Path> files = Files.list(directory.resolve("log"))) {
            List<String> names =
                    files.map(f -> f.getFileName().toString()).sorted().toList();
            assertEquals(List.of("sacred.log", "sacred.log.1", "sacred.log.2", "sacred.log.lock"), names);
        }
        assertTrue(written().endsWith("line number 39 of many\n"), written());
        assertTrue(Files.size(directory.resolve("log/sacred.log")) < 130);
    }

    @Test
    void aLogThatCannotBeWrittenCostsNothingElse() throws IOException {
        Files.writeString(directory.resolve("log"), "a file in the place of the directory");

        log(LogLevel.DEBUG).error("lost");
    }

    @Test
    void anInterruptNeitherHindersALineNorIsLost() throws IOException {
        Thread.currentThread().interrupt();
        log(LogLevel.INFO).info("stopped");

        assertTrue(Thread.interrupted());
        assertTrue(written().contains("stopped"));
    }

    @Test
    void whatLibrariesWriteGoesThere() throws IOException {
        Foreign.to(log(LogLevel.INFO));
        LogRecord said = new LogRecord(Level.WARNING, "odd {0}");
        said.setLoggerName("org.library");
        said.setParameters(new Object[] {"terminal"});

        new Foreign().publish(said);

        assertTrue(written().endsWith(" warn org.library: odd terminal\n"), written());
    }
}
