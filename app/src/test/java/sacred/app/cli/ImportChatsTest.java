package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;
import sacred.app.intake.ChatExport;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Verification;

class ImportChatsTest {

    @TempDir
    Path directory;

    private Stage stage;
    private Path chats;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(directory);
        chats = directory.resolve("conversations.json");
        try (InputStream in = ImportChatsTest.class.getResourceAsStream("conversations.json")) {
            Files.copy(in, chats);
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theCurrentBranchOfAConversationIsATimelineWithoutContradictions() throws Exception {
        assertEquals(Cli.OK, stage.run("import", chats.toString()));

        assertEquals(1, stage.out.lines().count());
        assertTrue(stage.out.endsWith("  " + stage.files().getFirst() + "\n"), stage.out);
        assertEquals(List.of(), Verification.of(stage.files().getFirst()).problems());
        assertEquals(
                List.of(
                        "input What is a *sine*?",
                        "format A ratio in a right triangle.",
                        "input [image file-service://file-Ab12 1024 x 768]\n\nPlot it like this.",
                        "tool ",
                        "format Here it is.",
                        "input Thanks!",
                        "error The export holds no answer to this."),
                timeline().blocks().stream().map(b -> b.kind() + " " + b.text()).toList());
    }

    @Test
    void aBlockSaysWhenItBeganAndWhoAnsweredAndNothingThatNobodyMeasured() throws Exception {
        stage.run("import", chats.toString());

        Block answer = timeline().blocks().get(4);
        Call call = answer.calls().getFirst();
        assertEquals(Instant.parse("2024-04-30T18:01:50Z"), answer.head().at());
        assertEquals(OptionalLong.empty(), answer.head().durationMs());
        assertEquals("chatgpt:o3", call.model().toString());
        assertEquals(OptionalLong.empty(), call.timing().durationMs());
        assertEquals(Usage.UNKNOWN, call.usage());
        assertEquals(Cost.UNKNOWN, call.cost());
        assertEquals(Optional.of("length"), call.finish());
        assertEquals(Optional.of("Plan\n\nUse a library."), call.said().reasoning());
        Event.Closed end = timeline().closings().ofTurn(2).getFirst();
        assertEquals(OptionalLong.empty(), end.durationMs());
        assertEquals(Usage.UNKNOWN, end.usage());
    }

    @Test
    void whatIsUnknownIsAQuestionMarkForEverybodyWhoLooks() throws Exception {
        stage.run("import", chats.toString());
        String file = stage.files().getFirst().toString();

        stage.run("show", file);
        assertTrue(stage.out.contains("?↑ ?↓  ?"), stage.out);
        assertTrue(!stage.out.contains("0ms"), stage.out);
        stage.run("show", file, "--calls");
        assertTrue(!stage.out.replace("@0ms", "").contains("0ms"), stage.out);
        stage.run("export", file, "-f", "json");
        assertTrue(stage.out.contains("\"duration_ms\" : null"), stage.out);
        stage.run("stats", "--json");
        assertTrue(stage.out.contains("chatgpt"), stage.out);
        stage.run("search", "sine", "--json");
        assertTrue(stage.out.contains("\"duration_ms\":null"), stage.out);
        stage.run("search", "took:<20s");
        assertEquals("", stage.out);
    }

    @Test
    void whatAToolDidIsARunOfIt() throws Exception {
        stage.run("import", chats.toString());

        Block.Tool tools = (Block.Tool) timeline().blocks().get(3);
        assertEquals(
                List.of(new ToolRun(
                        "python",
                        "{\"text\":\"plot(sin)\"}",
                        "<Figure size 640x480>",
                        OptionalLong.empty(),
                        ToolRun.OK,
                        Optional.empty(),
                        0)),
                tools.tools());
    }

    @Test
    void whatIsNotBroughtInIsToldAndStandsOnThePrompts() throws Exception {
        stage.run("import", chats.toString());

        assertEquals("""
            note: 1 conversation has no messages and is no timeline.
            note: 1 other branch of 1 conversation was left out; the first prompt of each says so.
            note: 1 part of messages is no text; a mark stands in the place of each.
            """, stage.err);
        assertEquals(
                List.of(
                        "It was asked with what the user had told of himself: I teach mathematics.",
                        "It was asked with the user's instructions: Be brief.",
                        "Imported from an OpenAI chat export, conversations.json: \"Plot of a sine\".",
                        "1 other branch of this conversation, answers that were asked for again or prompts that were"
                                + " edited, was left out."),
                timeline().blocks().getFirst().head().notes());
        assertEquals(
                List.of("It was sent with a file that is not in the export: sketch.png"),
                timeline().blocks().get(2).head().notes());
        assertEquals(
                List.of("Its time is not in the export; it stands at that of what was before it."),
                timeline().blocks().get(5).head().notes());
    }

    @Test
    void aConversationThatIsHereAlreadyIsLeftAsItIs() throws Exception {
        stage.run("import", chats.toString());
        Path first = stage.files().getFirst();
        byte[] before = Files.readAllBytes(first);

        assertEquals(Cli.OK, stage.run("import", chats.toString()));

        assertEquals("", stage.out);
        assertTrue(stage.err.contains("conversation 1 is here already and was left as it is: " + first), stage.err);
        assertEquals(List.of(first), stage.files());
        assertEquals(new String(before), Files.readString(first));
    }

    @Test
    void whatWasSaidSinceIsToldAsNotTakenIn() throws Exception {
        String whole = Files.readString(chats);
        Files.writeString(chats, whole.replace("\"current_node\": \"q3\"", "\"current_node\": \"a2\""));
        stage.run("import", chats.toString());
        Files.writeString(chats, whole);

        stage.run("import", chats.toString());

        assertTrue(stage.err.contains("left as it is; 1 turn of the export is not in it: "), stage.err);
    }

    @Test
    void aConversationWithoutATimeIsHereAfterwardsToo() throws Exception {
        Files.writeString(
                chats, Files.readString(chats).replaceAll("\"create_time\": [0-9.]+", "\"create_time\": null"));
        stage.run("import", chats.toString());
        Path first = stage.files().getFirst();
        stage.now = stage.now.plusSeconds(30);

        stage.run("import", chats.toString());

        assertTrue(stage.err.contains("is here already and was left as it is: " + first), stage.err);
        assertEquals(List.of(first), stage.files());
    }

    @Test
    void aFileThatWasCutInTheMiddleBeginsNothing() throws Exception {
        String whole = Files.readString(chats);
        Files.writeString(chats, whole.substring(0, whole.length() - 40));

        assertEquals(Cli.USAGE, stage.run("import", chats.toString()));

        assertTrue(stage.err.contains("cannot be read as an OpenAI chat export: it is no JSON from line"), stage.err);
        assertEquals(List.of(), stage.files());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"parent\": \"sys\"' | '\"parent\": \"q3\"' | its messages follow one another in a circle",
                "'\"mapping\": {' | '\"mapping\": 7, \"other\": {' | it has no mapping of messages"
            })
    void aConversationThatCannotBeReadIsRefusedAndTheNextOneIsNot(String what, String instead, String why)
            throws Exception {
        String good = Files.readString(chats).strip().replaceAll("^\\[|]$", "");
        Files.writeString(chats, "[" + good + "," + good.replace(what, instead) + "]");

        assertEquals(Cli.FAILED, stage.run("import", chats.toString()));

        assertTrue(stage.err.contains("sacred: conversation 3 was not imported: " + why + ".\n"), stage.err);
        assertEquals(1, stage.files().size());
    }

    @Test
    void aMissingMessageIsToldAndTheRestIsImported() throws Exception {
        Files.writeString(chats, Files.readString(chats).replace("\"parent\": \"q1\"", "\"parent\": \"gone\""));

        assertEquals(Cli.OK, stage.run("import", chats.toString()));

        Block.Input first = (Block.Input) timeline().blocks().getFirst();
        assertEquals("", first.text());
        assertTrue(first.head().notes().contains("What was asked is not in the export."), first.toString());
        assertTrue(first.head().notes().contains("The beginning of this conversation is not in the export."));
        assertEquals("A ratio in a right triangle.", timeline().blocks().get(1).text());
    }

    @Test
    void withoutACurrentMessageTheNewestIsTaken() throws Exception {
        Files.writeString(chats, Files.readString(chats).replace("\"current_node\": \"q3\"", "\"current_node\": null"));

        stage.run("import", chats.toString());

        assertEquals("Here it is.", timeline().blocks().getLast().text());
        assertTrue(timeline()
                .blocks()
                .getFirst()
                .head()
                .notes()
                .contains("The export does not say which of its messages is the current one; the newest was taken."));
    }

    @ParameterizedTest
    @CsvSource({"1e300", "-5", "1e999", "\"soon\"", "0", "99999999999999"})
    void anAbsurdTimeIsAnUnknownOne(String time) throws Exception {
        Files.writeString(chats, Files.readString(chats).replace("1714500110.0", time));

        assertEquals(Cli.OK, stage.run("import", chats.toString()));

        Block answer = timeline().blocks().get(4);
        assertEquals(Instant.parse("2024-04-30T18:01:45Z"), answer.head().at());
        assertEquals(
                List.of("Its time is not in the export; it stands at that of what was before it."),
                answer.head().notes());
        assertEquals(List.of(), Verification.of(stage.files().getFirst()).problems());
    }

    @Test
    void controlCharactersAndHalvesOfPairsAreKeptAndObeyedByNothing() throws Exception {
        Files.writeString(
                chats, Files.readString(chats).replace("Here it is.", "\\u001b[2Jgone\\u0000\\ud83d\\u009b31m"));

        assertEquals(Cli.OK, stage.run("import", chats.toString()));

        assertEquals(
                "\u001b[2Jgone\u0000\ud83d\u009b31m", timeline().blocks().get(4).text());
        assertEquals(List.of(), Verification.of(stage.files().getFirst()).problems());
        stage.run("show", stage.files().getFirst().toString());
        assertTrue(stage.out.chars().noneMatch(c -> c == 0x1b || c == 0 || c == 0x9b), stage.out);
    }

    @Test
    void aKeyThatIsKnownIsNotBroughtInNeitherInATextNorInATitle() throws Exception {
        Files.writeString(
                chats,
                Files.readString(chats)
                        .replace("Here it is.", "It is " + Stage.KEY)
                        .replace("Plot of a sine", "About " + Stage.KEY));

        stage.run("import", chats.toString());

        String kept = Files.readString(stage.files().getFirst());
        assertTrue(!kept.contains(Stage.KEY) && kept.contains("It is [key of one]"), kept);
    }

    @Test
    void aConversationThatIsLargerThanIsReadAtOnceIsRefusedWithTheFile() throws Exception {
        try (var out = Files.newBufferedWriter(chats)) {
            out.write("[{\"mapping\": {}, \"filler\": [");
            String piece = "\"" + "x".repeat(1_000_000) + "\",";
            for (long written = 0; written < ChatExport.MOST_BYTES; written += piece.length()) {
                out.write(piece);
            }
            out.write("0]}]");
        }

        assertEquals(Cli.USAGE, stage.run("import", chats.toString()));

        assertTrue(stage.err.contains("conversation 1 is larger than 16 MB."), stage.err);
        assertEquals(List.of(), stage.files());
    }

    private Timeline timeline() throws IOException {
        return Reading.of(stage.files().getFirst()).timeline();
    }
}
