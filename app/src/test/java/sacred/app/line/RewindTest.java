package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;

class RewindTest {

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
        stage.answering("one", "two", "three", "four", "five");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String typed(String[] arguments, String... lines) throws InterruptedException {
        stage.stdin = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run(arguments), stage.err);
        return stage.out;
    }

    private String typed(String... lines) throws InterruptedException {
        return typed(new String[0], lines);
    }

    private void lastRequest(boolean first, boolean second) {
        String request = stage.requests.getLast();
        assertEquals(first, request.contains("First?"), request);
        assertEquals(second, request.contains("Second?"), request);
    }

    @Test
    void whatWasSaidSinceIsNoLongerSentAndNothingIsDeleted() throws Exception {
        String shown = typed("First?", "Second?", "/rewind", "Third?");

        assertTrue(shown.contains("The conversation goes on as it was after turn 1 («First?»)."), shown);
        lastRequest(true, false);
        stage.run("show", stage.files().getFirst().toString());
        assertTrue(stage.out.contains("Second?"), stage.out);
        assertTrue(stage.out.contains("── /rewind 1 · the conversation goes on as after turn 1 · "), stage.out);
    }

    @Test
    void anotherRunGoesOnAtTheSamePlaceAndUndoBringsItBack() throws Exception {
        typed("First?", "Second?", "/rewind 0");
        String id = stage.files().getFirst().toString();

        typed(new String[] {"--timeline", id}, "Third?");
        lastRequest(false, false);

        typed(new String[] {"--timeline", id}, "/rewind undo", "Fourth?");
        lastRequest(true, true);
        assertFalse(stage.requests.getLast().contains("Third?"), stage.requests.getLast());
    }

    @Test
    void afterACommandThePromptBeforeItIsNamedWithItsTurn() throws Exception {
        String shown = typed(
                "First?",
                "/rewind 0",
                "/rewind 1",
                "Third, which is longer than a line has room for it?",
                "/rewind 3",
                "/rewind 4");

        assertTrue(shown.contains("The conversation begins anew"), shown);
        assertTrue(shown.contains("after turn 3, whose last prompt is that of turn 1 («First?»)."), shown);
        assertTrue(shown.contains("after turn 4 («Third, which is longer than a lin…»)."), shown);
    }

    @Test
    void aForkGoesOnAtTheSamePlace() throws Exception {
        typed("First?", "Second?", "/rewind 1", "/fork", "Third?");

        assertEquals(2, stage.files().size());
        lastRequest(true, false);
    }

    @Test
    void retryAsksThePromptThatIsNowTheLast() throws Exception {
        typed("First?", "Second?", "/rewind", "/retry");

        lastRequest(true, false);
    }

    @Test
    void whereItCannotGoBackItSaysSo() throws Exception {
        String shown = typed("/rewind", "/rewind undo", "First?", "/rewind 7", "/rewind back");

        assertTrue(shown.contains("There is nothing to go back behind."), shown);
        assertTrue(shown.contains("Nothing was rewound."), shown);
        assertTrue(shown.contains("There is no turn 7 yet."), shown);
        assertTrue(shown.contains("/rewind takes the number of the turn after which to go on"), shown);
        assertEquals(1, stage.requests.size());
    }
}
