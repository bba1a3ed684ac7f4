package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

class AttachingLinesTest {

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String typed(String line) throws InterruptedException {
        stage.stdin = (line + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run());
        return stage.out;
    }

    @Test
    void aFileBehindAnAtIsAttached() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "forty-two apples\n");

        typed("Count them: @" + notes);

        assertTrue(stage.requests.getLast().contains("forty-two apples"), stage.requests.getLast());
    }

    @Test
    void aNameWithoutAFileIsRemarkedAndSentAsAWord() throws Exception {
        String shown = typed("Ask @nobody about it.");

        assertTrue(shown.contains("note: there is no file @nobody; it was sent as a word, without a content."), shown);
        assertTrue(stage.requests.getLast().contains("@nobody"), stage.requests.getLast());
    }

    @Test
    void whatCannotBeAttachedSendsNothing() throws Exception {
        assertTrue(typed("Read @" + directory).contains("only files can be attached. Nothing was sent"), stage.out);
        assertEquals(List.of(), stage.requests);
    }

    @Test
    void aFileThatSeemsToHoldAKeyIsNotSentUnasked() throws Exception {
        Path env = Files.writeString(
                directory.resolve("env"), "ANTHROPIC_API_KEY=sk-ant-api03-" + "q7Rt4Xw8Zb".repeat(8) + "\n");

        typed("Look at @" + env);

        assertEquals(List.of(), stage.requests);
    }
}
