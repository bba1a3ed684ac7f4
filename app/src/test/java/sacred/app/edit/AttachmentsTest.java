package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.edit.Attachments.Ready;
import sacred.app.edit.Attachments.Refused;

class AttachmentsTest {

    @TempDir
    Path base;

    private Attachments attachments;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(base.resolve("home"));
        Files.writeString(base.resolve("notes.txt"), "one\ntwo\n");
        Files.writeString(base.resolve("my file"), "mine");
        Files.writeString(base.resolve("home/there"), "at home");
        Files.writeString(base.resolve("fences"), "````\ncode\n````");
        Files.createDirectory(base.resolve("dir"));
        Files.write(base.resolve("binary"), new byte[] {'a', 0, 'b'});
        Files.write(base.resolve("latin1"), new byte[] {'a', (byte) 0xE9, 'b'});
        Files.write(base.resolve("big"), new byte[Attachments.BYTES + 1]);
        Files.writeString(base.resolve("full"), "x".repeat(Attachments.BYTES));
        attachments = new Attachments(new FileNames(base, base.resolve("home")));
    }

    private String sent(String prompt) {
        return assertInstanceOf(Ready.class, attachments.of(prompt)).prompt();
    }

    @Test
    void aFileFollowsThePromptInAFence() {
        assertEquals("Sum up @notes.txt please\n\nnotes.txt:\n```\none\ntwo\n```", sent("Sum up @notes.txt please"));
    }

    @Test
    void aFenceIsLongerThanAnyInTheFile() {
        assertEquals("@fences\n\nfences:\n`````\n````\ncode\n````\n`````", sent("@fences"));
    }

    @Test
    void everyFileIsAttachedOnceInTheOrderOfThePrompt() {
        assertEquals(
                "@~/there, @my\\ file and @~/there.\n\n~/there:\n```\nat home\n```\n\nmy file:\n```\nmine\n```",
                sent("@~/there, @my\\ file and @~/there."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask @nobody", "me@notes.txt", "@", "@. @.. @/ @~", "@nosuch/file, please", "a @\0 b"})
    void whatIsNoFileIsAWord(String prompt) {
        assertEquals(prompt, sent(prompt));
    }

    @ParameterizedTest
    @CsvSource({
        "dir, is a directory",
        "binary, is a binary file",
        "latin1, is not text in UTF-8",
        "big, is bigger than 256 KB",
        "pipe, is not a regular file"
    })
    void whatCannotBeAttachedSendsNothing(String name, String why) throws Exception {
        new ProcessBuilder("mkfifo", base.resolve("pipe").toString()).start().waitFor();

        Refused refused = assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> assertInstanceOf(Refused.class, attachments.of("@notes.txt @" + name)));

        assertTrue(refused.sentence().startsWith(name + " " + why), refused.sentence());
    }

    @Test
    void aFileOf256KilobytesIsNotTooBig() {
        assertTrue(sent("@full").length() > Attachments.BYTES);
    }

    @Test
    void aFoldedPasteAttachesNothing() {
        String pasted = "@notes.txt\n".repeat(11);
        Editor editor = Editor.of("see ").apply(new Input.Paste(pasted)).orElseThrow();

        assertEquals(new Ready("see " + pasted), attachments.of(editor));
    }
}
