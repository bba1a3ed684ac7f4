package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.timeline.journal.Reading;

/** Finding, checking and rescuing saved timelines from the command line. */
class RescueTest {

    @TempDir
    Path temp;

    private Stage stage;
    private Path sound;
    private Path damaged;

    @BeforeEach
    void twoTimelinesOfWhichOneIsDamaged() throws Exception {
        stage = new Stage(temp);
        stage.answering("An apple a day.", "A pear a day.");
        stage.run("ask", "About apples?");
        sound = stage.files().getFirst();
        stage.run("ask", "About pears?");
        damaged = stage.files().stream()
                .filter(file -> !file.equals(sound))
                .findFirst()
                .orElseThrow();
        Files.writeString(damaged, Files.readString(damaged).replace("A pear a day.", "A bear a day."));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void severalFilesAreVerifiedAndOnlyDamageIsAFailure() throws Exception {
        assertEquals(Cli.OK, stage.run("verify", sound.toString()));
        assertEquals(Cli.FAILED, stage.run("verify", sound.toString(), damaged.toString()));

        int offset = Files.readString(damaged, StandardCharsets.ISO_8859_1).indexOf("{\"type\":\"block\",\"seq\":4");
        assertTrue(stage.out.contains(sound.getFileName() + ": 6 records, the chain holds."), stage.out);
        assertTrue(
                stage.out.contains(damaged.getFileName()
                        + ": line 5 is damaged: its hash does not match: it was changed or damaged (byte " + offset
                        + ")"),
                stage.out);
        assertTrue(stage.err.contains("sacred repair"), stage.err);
        assertEquals(Cli.USAGE, stage.run("verify", temp.resolve("missing").toString()));
        assertEquals(Cli.USAGE, stage.run("verify"));
    }

    @Test
    void allAreVerifiedAndTheSoundOnesAreNotListed() throws Exception {
        assertEquals(Cli.FAILED, stage.run("verify", "--all"));

        assertEquals(1, stage.out.lines().count(), stage.out);
        assertEquals(Cli.FAILED, stage.run("verify", "--all", "--json"));
        assertEquals(2, stage.out.lines().count(), stage.out);
        assertTrue(stage.out.contains("\"sound\":true") && stage.out.contains("\"kind\":\"damage\""), stage.out);
    }

    @Test
    void aRepairSaysWhatItKeptAndRefusesToOverwrite() throws Exception {
        String to = temp.resolve("new.jsonl").toString();

        assertEquals(Cli.OK, stage.run("repair", damaged.toString(), "--to", to));

        assertTrue(stage.out.contains("line 5 was not kept: its hash does not match"), stage.out);
        assertTrue(stage.out.contains("4 records were kept in " + to), stage.out);
        assertTrue(stage.out.contains(to + ".damaged"), stage.out);
        assertEquals(Cli.OK, stage.run("verify", to));
        assertEquals(List.of(), Reading.of(Path.of(to)).problems());
        assertEquals(Cli.FAILED, stage.run("repair", damaged.toString(), "--to", to));
        assertTrue(stage.err.contains("exists already"), stage.err);
        assertEquals(Cli.USAGE, stage.run("repair", damaged.toString()));
    }

    @Test
    void doctorNamesWhatIsDamagedTornReadableByOthersAndLeftBehind() throws Exception {
        Files.setPosixFilePermissions(sound, PosixFilePermissions.fromString("rw-r--r--"));
        Path torn = Files.writeString(sound.resolveSibling("20200101-000000-torn00.jsonl"), "{\"type\":\"timel");
        Files.writeString(sound.resolveSibling("x.jsonl.broken"), "");

        assertEquals(Cli.FAILED, stage.run("doctor"));

        assertTrue(stage.out.contains("3 timelines, "), stage.out);
        assertTrue(stage.out.contains("every record checked"), stage.out);
        assertTrue(
                stage.out.contains("1 damaged;") && stage.out.contains(damaged.getFileName() + ": line 5"), stage.out);
        assertTrue(stage.out.contains("1 torn in the last record;"), stage.out);
        assertTrue(stage.out.contains(torn.getFileName().toString()), stage.out);
        assertTrue(stage.out.contains("2 readable by others;"), stage.out);
        assertTrue(stage.out.contains("x.jsonl.broken"), stage.out);
        assertTrue(stage.out.contains(" free"), stage.out);
    }

    @Test
    void aSearchShowsPlacesForPeopleAndForPrograms() throws Exception {
        assertEquals(Cli.OK, stage.run("search", "apple", "kind:format"));
        assertTrue(stage.out.contains("  2026-11-25 10:00  turn 1   format  An apple a day."), stage.out);

        assertEquals(Cli.OK, stage.run("search", "apple", "--json", "-n", "1"));
        assertTrue(stage.out.startsWith("{\"timeline\":\"01"), stage.out);
        assertTrue(stage.out.contains("\"snippet\":\"An apple a day.\",\"marks\":[[3,8]]"), stage.out);
        assertTrue(stage.err.contains("the newest 1"), stage.err);

        assertEquals(Cli.FAILED, stage.run("search", "bear"));
        assertFalse(stage.err.contains("filter"), stage.err);
        assertEquals(Cli.FAILED, stage.run("search", "file:x"));
        assertTrue(
                stage.err.contains("note: file:x is no filter and was looked for as words; the filters are"
                        + " kind: provider: model: tool: cost: took: since:."),
                stage.err);
        assertEquals(Cli.USAGE, stage.run("search"));
        assertEquals(Cli.USAGE, stage.run("search", "cost:much"));
    }

    @Test
    void theHitIsMarkedOnATerminal() throws Exception {
        stage.terminal = true;
        stage.run("search", "apple", "kind:format");
        assertTrue(stage.out.contains("An \033[1;4mapple\033[0m a day."), stage.out);

        stage.env.put("TERM", "dumb");
        stage.run("search", "apple", "kind:format");
        assertTrue(stage.out.contains("An «apple» a day."), stage.out);
    }

    @Test
    void theReplSearchesAllTimelinesToo() throws Exception {
        stage.stdin = "/search apple kind:format\n/search nowhere\n/search\n".getBytes(StandardCharsets.UTF_8);

        stage.run("--plain");

        assertTrue(stage.out.contains("turn 1   format  An «apple» a day."), stage.out);
        assertTrue(stage.out.contains("Nothing was found in 2 timelines."), stage.out);
        assertTrue(stage.out.contains("/search needs a word"), stage.out);
        assertFalse(stage.out.contains("bug"), stage.out);
    }

    @Test
    void theCommandThatRepairsNamesTheFileAsItWasGiven() throws Exception {
        stage.run("verify", damaged.toString());

        String command = "`sacred repair " + damaged + " --to NEW`";
        assertTrue(stage.err.contains(command), stage.err);
        stage.run("verify", "--all");
        assertTrue(stage.err.contains(command), stage.err);
    }

    @Test
    void noRepairIsOfferedWhereNothingCouldBeKept() throws Exception {
        Path empty = Files.writeString(temp.resolve("empty.jsonl"), "");
        Path header = Files.writeString(
                temp.resolve("header.jsonl"),
                Files.readAllLines(sound).getFirst() + "\n{\"type\":\"block\",\"seq\":1}\n");

        for (Path file : List.of(empty, header)) {
            assertEquals(Cli.FAILED, stage.run("verify", file.toString()));
            assertTrue(stage.err.contains("damaged, 1 problem") && !stage.err.contains("sacred repair"), stage.err);
            assertTrue(stage.err.contains("No record of it can be trusted"), stage.err);
            assertEquals(
                    Cli.FAILED,
                    stage.run(
                            "repair",
                            file.toString(),
                            "--to",
                            temp.resolve("no").toString()));
        }
    }

    @Test
    void ofAllTimelinesOneLineSaysThatNothingIsWrong() throws Exception {
        Files.delete(damaged);
        assertEquals(Cli.OK, stage.run("verify", "--all"));
        assertEquals("1 timeline, intact.\n", stage.out);

        stage.run("ask", "About plums?");
        assertEquals(Cli.OK, stage.run("verify", "--all"));
        assertEquals("2 timelines, all intact.\n", stage.out);

        assertEquals(Cli.OK, stage.run("verify", "--all", "--json"));
        assertEquals(2, stage.out.lines().count(), stage.out);
    }

    @Test
    void whichTurnsLostSomethingIsSaidByRepairAndByShow() throws Exception {
        String to = temp.resolve("new.jsonl").toString();
        stage.run("repair", damaged.toString(), "--to", to);
        assertTrue(stage.out.contains("Of what was kept, turn 1 is incomplete.\n"), stage.out);

        stage.run("show", to);
        assertTrue(stage.err.contains("note: This timeline was repaired: turn 1 is incomplete.\n"), stage.err);
        stage.run("show", sound.toString());
        assertEquals("", stage.err);
    }

    @Test
    void severalIncompleteTurnsAreNamedInOneSentence() {
        assertEquals("turns 1 and 2 are incomplete", RepairTimeline.incomplete(List.of(1, 2)));
        assertEquals("turns 1, 2 and 5 are incomplete", RepairTimeline.incomplete(List.of(1, 2, 5)));
    }
}
