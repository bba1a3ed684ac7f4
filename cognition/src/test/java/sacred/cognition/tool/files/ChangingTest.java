package sacred.cognition.tool.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.ToolException;
import sacred.timeline.ToolRun;

@Timeout(120)
class ChangingTest {

    @TempDir
    Path directory;

    private Ground ground;

    @BeforeEach
    void ground() {
        ground = new Ground(directory);
    }

    private ToolRun edit(String path, String from, String to) throws InterruptedException {
        return ground.run("edit_file", "path", path, "old_text", from, "new_text", to);
    }

    private ToolRun write(String path, String content) throws InterruptedException {
        return ground.run("write_file", "path", path, "content", content);
    }

    @Test
    void anEditShowsTheDifferenceAndThenMakesIt() throws InterruptedException {
        ground.file("src/a.txt", "one\ntwo\nthree\n");

        ToolRun run = edit("src/a.txt", "two", "zwei");

        assertEquals("Changed src/a.txt, 15 bytes now.", run.result());
        assertEquals(Optional.of("you"), run.approval());
        assertEquals("one\nzwei\nthree\n", ground.text("src/a.txt"));
        String difference = "--- src/a.txt\n+++ src/a.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three";
        assertEquals(
                List.of(new Approval(
                        "files",
                        "change src/a.txt",
                        difference,
                        ground.project.resolve("src/a.txt") + "\n" + difference)),
                ground.asked);
    }

    @Test
    void aNewFileIsShownWholeAndItsDirectoriesAreMade() throws IOException, InterruptedException {
        ToolRun run = write("a/b/c.txt", "one\ntwo");

        assertEquals("Created a/b/c.txt, 7 bytes now.", run.result());
        assertEquals("one\ntwo", ground.text("a/b/c.txt"));
        assertEquals("create a/b/c.txt", ground.asked.getFirst().action());
        assertEquals(
                "--- /dev/null\n+++ a/b/c.txt\n@@ -0,0 +1,3 @@\n+one\n+two\n+\\ No newline at end of file",
                ground.asked.getFirst().detail());
        assertEquals(List.of("a"), names(ground.project));
        assertEquals(List.of("c.txt"), names(ground.project.resolve("a/b")));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(e -> e.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsRefusedChangesNothing() throws IOException, InterruptedException {
        ground.file("a.txt", "one\n");
        ground.answer = Decision.refused("no");

        assertEquals(ToolRun.REFUSED, edit("a.txt", "one", "two").status());
        assertEquals(ToolRun.REFUSED, write("a.txt", "two\n").status());
        assertEquals(ToolRun.REFUSED, write("b/b.txt", "two\n").status());
        assertEquals("one\n", ground.text("a.txt"));
        assertEquals(List.of("a.txt"), names(ground.project));
    }

    @Test
    void aChangeThatCannotBeMadeIsNotAskedAbout() throws InterruptedException {
        ground.file("a.txt", "one\none\n");

        assertEquals("old_text is not in a.txt.", edit("a.txt", "two", "x").result());
        assertEquals(
                "old_text is in a.txt more than once; take more of what is around it.",
                edit("a.txt", "one", "x").result());
        assertEquals("old_text is empty.", edit("a.txt", "", "x").result());
        assertEquals("b.txt does not exist.", edit("b.txt", "one", "x").result());
        assertEquals(
                "a.txt already has exactly this text.",
                write("a.txt", "one\none\n").result());
        assertEquals(ToolRun.FAILED, write("/etc/passwd", "x").status());
        assertEquals(ToolRun.FAILED, write(".", "x").status());
        assertEquals(List.of(), ground.asked);
    }

    // T28
    @Test
    void aFileThatChangedSinceItWasReadIsAConflict() throws InterruptedException {
        ground.file("a.txt", "one\n");
        ground.unasked("read_file", "path", "a.txt");
        ground.file("a.txt", "one\nsomebody else's\n");

        assertEquals(
                "a.txt was changed since it was read. Read it again.",
                edit("a.txt", "one", "two").result());
        assertEquals(
                "a.txt was changed since it was read. Read it again.",
                write("a.txt", "two\n").result());
        ground.unasked("read_file", "path", "a.txt");
        edit("a.txt", "one", "two");
        edit("a.txt", "two", "three");
        assertEquals("three\nsomebody else's\n", ground.text("a.txt"));
    }

    // T28, R5
    @Test
    void aFileThatChangesWhileTheUserDecidesIsLeftAlone() throws InterruptedException {
        ground.file("a.txt", "one\n");

        ToolRun run = ground.run(
                _ -> {
                    ground.file("a.txt", "one\nmeanwhile\n");
                    return Decision.allowedBy("you");
                },
                "edit_file",
                "path",
                "a.txt",
                "old_text",
                "one",
                "new_text",
                "two");

        assertEquals(
                "a.txt was changed after the difference had been shown. Nothing was written; read it again.",
                run.result());
        assertEquals("one\nmeanwhile\n", ground.text("a.txt"));
        ToolRun created = ground.run(
                _ -> {
                    ground.file("new.txt", "meanwhile\n");
                    return Decision.allowedBy("you");
                },
                "write_file",
                "path",
                "new.txt",
                "content",
                "mine\n");
        assertEquals(ToolRun.FAILED, created.status());
        assertEquals("meanwhile\n", ground.text("new.txt"));
    }

    @Test
    void whatWasNotShownIsNotDone() throws Exception {
        ground.file("a.txt", "one\n");
        Arguments arguments = Arguments.parse("{\"path\":\"a.txt\",\"old_text\":\"one\",\"new_text\":\"two\"}");

        String refusal = assertThrows(
                        ToolException.class,
                        () -> ground.tools.find("edit_file").orElseThrow().run(arguments, null))
                .getMessage();

        assertEquals("The change was not shown to anybody, so it was not made.", refusal);
    }

    // T28
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb\r\nc\r\n", "a\nb\nc", "a\r\nb\r\nc", "\uFEFFa\nb\nc\n", "a\nb\r\nc\n", "\n\nb\n\n"})
    void theRestOfAFileStaysToTheByte(String text) throws InterruptedException {
        ground.file("a.txt", text);

        edit("a.txt", "b", "B");

        assertEquals(text.replace("b", "B"), ground.text("a.txt"));
    }

    // T28
    @Test
    void linesOfAnEditEndAsThoseOfItsFile() throws InterruptedException {
        ground.file("a.txt", "a\r\nb\r\nc\r\n");

        edit("a.txt", "a\nb", "1\n2\n3");

        assertEquals("1\r\n2\r\n3\r\nc\r\n", ground.text("a.txt"));
        assertTrue(ground.asked.getFirst().detail().contains("-a\r\n-b\r\n+1\r\n+2\r\n+3\r\n c\r"));
    }

    // T28
    @Test
    void latin1StaysLatin1AndWhatItHasNotIsRefused() throws IOException, InterruptedException {
        byte[] old = "Grüße, Jörg\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(ground.project.resolve("a.txt"), old);

        edit("a.txt", "Jörg", "Zoë");

        assertArrayEquals(
                "Grüße, Zoë\n".getBytes(StandardCharsets.ISO_8859_1),
                Files.readAllBytes(ground.project.resolve("a.txt")));
        assertEquals(
                "The new text has a character that cannot be written as ISO-8859-1.",
                edit("a.txt", "Zoë", "Жук").result());
    }

    // T28
    @Test
    void modeAndExtendedAttributesAreKept() throws IOException, InterruptedException {
        Path file = ground.file("run.sh", "echo one\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        UserDefinedFileAttributeView extended = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        boolean kept = writes(extended);

        edit("run.sh", "one", "two");

        assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Assumptions.assumeTrue(kept, "this file system has no extended attributes");
        assertEquals(List.of("origin"), extended.list());
    }

    private static boolean writes(UserDefinedFileAttributeView view) {
        try {
            view.write("origin", ByteBuffer.wrap(new byte[] {1, 2}));
            return true;
        } catch (IOException | UnsupportedOperationException none) {
            return false;
        }
    }

    // T28
    @Test
    void aReadOnlyFileIsLeftAlone() throws IOException, InterruptedException {
        Path file = ground.file("a.txt", "one\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertEquals("a.txt is read-only.", edit("a.txt", "one", "two").result());
    }

    // T28: the old bytes are never touched, so a crash at any moment leaves them or the new ones
    @Test
    void aFileIsReplacedAndNotWrittenOver() throws IOException, InterruptedException {
        Path file = ground.file("a.txt", "one\n");
        Path other = Files.createLink(ground.outside.resolve("other"), file);

        edit("a.txt", "one", "two");

        assertEquals("one\n", Files.readString(other));
        assertEquals("two\n", ground.text("a.txt"));
        assertEquals(
                "change a.txt (one of 2 hard links; the others keep the old text)",
                ground.asked.getFirst().action());
        assertEquals(List.of("a.txt"), names(ground.project));
    }

    @Test
    void anInterruptedWriteLeavesTheOldFileAndNothingElse() throws IOException, InterruptedException {
        ground.file("a.txt", "one\n");
        Change change = new Change(
                new Spot(ground.project, List.of(Path.of("a.txt"))),
                Optional.of(Contents.hash("one\n".getBytes(StandardCharsets.UTF_8))),
                "two\n".getBytes(StandardCharsets.UTF_8));
        Thread.currentThread().interrupt();

        assertThrows(IOException.class, () -> Replacement.of(new Roots(List.of(ground.project)), change));

        assertTrue(Thread.interrupted());
        assertEquals("one\n", ground.text("a.txt"));
        assertEquals(List.of("a.txt"), names(ground.project));
    }

    // T23, J24
    @Test
    void nothingIsWrittenThroughASymbolicLink() throws IOException, InterruptedException {
        Path secret = Files.writeString(ground.outside.resolve("secret.txt"), "outside\n");
        Files.createSymbolicLink(ground.project.resolve("file"), secret);
        Files.createSymbolicLink(ground.project.resolve("dir"), ground.outside);
        Files.createSymbolicLink(ground.project.resolve("dangling"), ground.outside.resolve("made"));

        for (String path : List.of("file", "dir/secret.txt", "dir/made", "dangling")) {
            assertEquals(ToolRun.FAILED, write(path, "evil\n").status(), path);
            assertEquals(ToolRun.FAILED, edit(path, "outside", "evil").status(), path);
        }
        assertEquals("outside\n", Files.readString(secret));
        assertFalse(Files.exists(ground.outside.resolve("made")));
        assertEquals(List.of(), ground.asked);
    }

    // T29
    @Test
    void aNameInAnotherUnicodeFormChangesTheFileThatIsThere() throws IOException, InterruptedException {
        ground.file("\u00e9t\u00e9.txt", "one\n");

        write(Normalizer.normalize("\u00e9t\u00e9.txt", Normalizer.Form.NFD), "two\n");

        assertEquals("two\n", ground.text("\u00e9t\u00e9.txt"));
        assertEquals(1, names(ground.project).size());
    }

    // R6
    @ParameterizedTest
    @ValueSource(strings = {".git/hooks/pre-commit", ".env", "data/config.yaml", ".ssh/authorized_keys"})
    void whatStartsProgramsOrHoldsSecretsIsNeverChangedUnderTheOrdinaryLeave(String path) throws InterruptedException {
        write(path, "x\n");

        assertEquals("protected", ground.asked.getFirst().tool());
        assertTrue(ground.asked.getFirst().action().startsWith("create " + path + ", which "));
    }

    @Test
    void leaveForOneChangeIsNotLeaveForAnother() throws InterruptedException {
        ground.file("a.txt", "one\n");
        edit("a.txt", "one", "two");
        edit("a.txt", "two", "one");
        edit("a.txt", "one", "three");

        assertNotEquals(ground.asked.get(0).identity(), ground.asked.get(2).identity());
    }
}
