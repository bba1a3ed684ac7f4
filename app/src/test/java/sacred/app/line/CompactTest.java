package sacred.app.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class CompactTest {

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

    private String typed(String[] arguments, String... lines) throws InterruptedException {
        stage.stdin = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(0, stage.run(arguments), stage.err);
        return stage.out;
    }

    private String typed(String... lines) throws InterruptedException {
        return typed(new String[0], lines);
    }

    private static void contains(String text, String... parts) {
        List.of(parts).forEach(part -> assertTrue(text.contains(part), part + " is not in\n" + text));
    }

    @Test
    void theSummaryIsSentInThePlaceOfTheConversationAndShownAsWhatItIs() throws Exception {
        stage.answering("one", "They counted to one.", "two");

        String shown = typed("First?", "/compact keep the numbers", "Second?");

        contains(stage.requests.get(1), "First?", "keep the numbers");
        contains(stage.requests.getLast(), "They counted to one.", "Second?");
        assertFalse(stage.requests.getLast().contains("First?"), stage.requests.getLast());
        contains(shown, "They counted to one.", "  compact  one:alpha", "stands for turn 1 from here on");
        String file = stage.files().getFirst().toString();
        contains(Files.readString(Path.of(file)), "\"command\":true", "\"compact\":{\"from\":1,\"to\":1,\"prompt\":");
        stage.run("show", file);
        contains(stage.out, "── /compact keep the numbers", "stands for turn 1 from here on", "two");
    }

    @Test
    void anotherRunGoesOnWithTheSummaryAndUndoBringsTheTurnsBack() throws Exception {
        stage.answering("one", "They counted to one.", "two", "three");
        typed("First?", "/compact");
        String[] again = {"--timeline", stage.files().getFirst().toString()};

        typed(again, "Second?");
        assertFalse(stage.requests.getLast().contains("First?"), stage.requests.getLast());

        String shown = typed(again, "/compact undo", "Third?", "/context");
        contains(stage.requests.getLast(), "First?", "Second?", "Third?");
        assertFalse(stage.requests.getLast().contains("They counted"), stage.requests.getLast());
        contains(shown, "Models are told of turn 1 word for word again.");
    }

    @Test
    void aFailureLeavesTheConversationAsItIs() throws Exception {
        stage.answering("one", "!401", "two");

        typed("First?", "/compact");
        stage.forget();
        stage.answering("two");
        typed(new String[] {"--timeline", stage.files().getFirst().toString()}, "Second?");

        contains(stage.requests.getLast(), "First?", "Second?");
    }

    @Test
    void whereThereIsNothingToSummariseItSaysSo() throws Exception {
        stage.answering("one", "They counted to one.");

        String shown = typed("/compact", "/compact undo", "First?", "/compact", "/compact");

        contains(shown, "There is nothing to summarise", "No summary is told in the place of earlier turns.");
        assertEquals(2, stage.requests.size());
    }

    @Test
    void contextShowsTheSummaryAsOne() throws Exception {
        stage.answering("one", "They counted to one.");

        contains(typed("First?", "/compact", "/context"), "  summary of turn 1  ");
    }
}
