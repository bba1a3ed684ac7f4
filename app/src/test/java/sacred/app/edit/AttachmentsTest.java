package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.edit.Attachments.Ready;
import sacred.app.edit.Attachments.Refused;
import sacred.timeline.Attachment.Text;

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
        Files.createDirectory(base.resolve("dir"));
        Files.write(base.resolve("binary"), new byte[] {'a', 0, 'b'});
        Files.write(base.resolve("latin1"), new byte[] {'a', (byte) 0xE9, 'b'});
        Files.write(base.resolve("big"), new byte[Attachments.BYTES + 1]);
        Files.writeString(base.resolve("full"), "x".repeat(Attachments.BYTES));
        attachments = new Attachments(new FileNames(base, base.resolve("home")));
    }

    private Ready sent(String prompt) {
        return assertInstanceOf(Ready.class, attachments.of(prompt));
    }

    @Test
    void aFileGoesBesideThePromptWhichStaysAsItIs() {
        assertEquals(
                new Ready("Sum up @notes.txt please", List.of(new Text("notes.txt", "one\ntwo\n")), List.of()),
                sent("Sum up @notes.txt please"));
    }

    @Test
    void everyFileIsAttachedOnceInTheOrderOfThePrompt() {
        assertEquals(
                List.of(new Text("~/there", "at home"), new Text("my file", "mine")),
                sent("@~/there, @my\\ file and @~/there.").files());
    }

    @ParameterizedTest
    @CsvSource({"ask @nobody, @nobody", "'@nosuch/file, please', '@nosuch/file,'", "@a and @b and @a, '@a, @b'"})
    void whatIsNoFileIsAWordAndTheUserIsTold(String prompt, String named) {
        Ready ready = sent(prompt);

        assertEquals(prompt, ready.prompt());
        assertEquals(List.of(), ready.files());
        assertEquals(
                "note: there is no file " + named + "; it was sent as a word, without a content.",
                ready.remark().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"me@notes.txt", "@", "@. @.. @/ @~", "a @\0 b"})
    void whatCannotNameAFileIsAWord(String prompt) {
        assertEquals(new Ready(prompt, List.of(), List.of()), sent(prompt));
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
        assertEquals(Attachments.BYTES, sent("@full").files().getFirst().text().length());
    }

    @Test
    void aFoldedPasteAttachesNothing() {
        String pasted = "@notes.txt\n".repeat(11);
        Editor editor = Editor.of("see ").apply(new Input.Paste(pasted)).orElseThrow();

        assertEquals(new Ready("see " + pasted, List.of(), List.of()), attachments.of(editor));
    }
}
