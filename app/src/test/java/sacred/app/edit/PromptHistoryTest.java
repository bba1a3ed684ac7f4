package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptHistoryTest {

    private static final List<String> HARD = List.of(
            "one\ntwo",
            "C:\\new\\table",
            "ends in \\",
            "a\rb",
            "\\n is no line feed",
            "é 中 👩‍👩‍👧",
            "170000:no time");

    @TempDir
    Path directory;

    private Path file;
    private PromptHistory history;

    @BeforeEach
    void open() {
        file = directory.resolve("data").resolve("history");
        history = new PromptHistory(file);
    }

    private void add(String... prompts) throws IOException {
        for (String prompt : prompts) {
            history.add(prompt);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** JLine's own history, as the line UI uses it. */
    private static History jline(Path file) throws IOException {
        Terminal terminal = new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.HISTORY_FILE, file)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
        History history = new DefaultHistory(reader);
        history.load();
        return history;
    }

    private static List<String> lines(History history) {
        List<String> all = new ArrayList<>();
        history.forEach(entry -> all.add(entry.line()));
        return all;
    }

    @Test
    void promptsAreThereInTheNextSessionNewestLastAndOnceEach() throws IOException {
        add("one", "two", "one", "one", "  \n");

        assertEquals(List.of("two", "one"), new PromptHistory(file).entries());
    }

    @Test
    void withoutAFileThereAreNone() throws IOException {
        assertEquals(List.of(), history.entries());
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        add("secret");

        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(file.getParent()));
    }

    @Test
    void jlineReadsWhatWeWrote() throws IOException {
        add(HARD.toArray(String[]::new));

        assertEquals(HARD, lines(jline(file)));
    }

    @Test
    void weReadWhatJlineWrote() throws IOException {
        History jline = jline(history.readable());
        HARD.forEach(jline::add);
        jline.save();

        assertEquals(HARD, history.entries());
    }

    @Test
    void bothAddToTheSameFile() throws IOException {
        add("ours");
        History jline = jline(file);
        add("ours too");
        jline.add("jline's");
        jline.save();

        assertEquals(List.of("ours", "ours too", "jline's"), history.entries());
    }

    @Test
    void aDamagedFileLosesOnlyItsDamagedLines() throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("one\n\n\n".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[] {'x', (byte) 0xC3, '\n'});
            out.write("half an escape\\\nno line end".getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(List.of("one", "half an escape\\", "no line end"), history.entries());
        add("next");
        assertEquals(List.of("one", "half an escape\\", "no line end", "next"), history.entries());
        assertEquals(List.of("one", "half an escape\\", "no line end", "next"), lines(jline(history.readable())));
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        Files.createDirectories(file.getParent());
        int many = PromptHistory.ENTRIES * 5 / 4;
        Files.write(file, IntStream.range(0, many).mapToObj(i -> "p" + i).toList());

        add("newest");

        List<String> kept = Files.readAllLines(file);
        assertEquals(PromptHistory.ENTRIES, kept.size());
        assertEquals("newest", kept.getLast());
        assertEquals("p" + (many - 1), kept.get(PromptHistory.ENTRIES - 2));
        assertEquals("rw-------", permissions(file));
    }

    @Test
    void longPromptsCountMore() throws IOException {
        for (int i = 0; i < 10; i++) {
            add(i + "x".repeat(1_000_000));
        }

        assertEquals(3, history.entries().size());
        assertTrue(history.entries().getLast().startsWith("9"));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = directory.resolve("elsewhere");
        Files.write(real, new byte[] {'a', '\n', (byte) 0xFF, '\n'});
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, real);

        history.readable();

        assertTrue(Files.isSymbolicLink(file));
        assertEquals("a\n", Files.readString(real));
    }
}
