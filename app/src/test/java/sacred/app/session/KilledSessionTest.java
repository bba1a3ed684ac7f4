package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Main;
import sacred.app.Stage;
import sacred.timeline.Kind;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Verification;

/**
 * The program in a process of its own, killed at any moment of a turn whose answer never ends. Twice;
 * {@code -Pnightly} a thousand times; {@code -Dkill.seed=N} at other moments.
 */
class KilledSessionTest {

    private static final int LATEST_MILLIS = 2_500;

    @TempDir
    Path directory;

    private Stage stage;
    private Path file;

    @BeforeEach
    void aTimelineHasBegun() throws Exception {
        stage = new Stage(directory);
        stage.answering("The first answer.").run("ask", "First.");
        file = stage.files().getFirst();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void nothingThatWasShownAsSealedIsLostAndTheTimelineGoesOn() throws Exception {
        int kills = Integer.getInteger("session.kills", 2);
        long seed = Long.getLong("kill.seed", 7);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < kills; i++) {
            String round = "seed " + seed + ", kill " + i;
            byte[] before = Files.readAllBytes(file);
            // every other one when the server has been asked, whenever that is
            boolean asked = i % 2 == 0;

            String shown = killed("Prompt " + i, asked, random.nextInt(LATEST_MILLIS));

            byte[] left = Files.readAllBytes(file);
            assertTrue(begins(left, before), round + ": what was saved before has changed");
            assertTrue(text(left).contains(whole(shown)), round + ": not in the file: " + whole(shown));
            assertTrue(!asked || text(left).contains("Prompt " + i), round + ": asked before it was saved");
            stage.forget();
            stage.answering("And on.");
            assertEquals(0, stage.run("ask", "--timeline", file.toString(), "Go on."), round + ": " + stage.err);
            byte[] whole = whole(text(left)).getBytes(StandardCharsets.UTF_8);
            assertTrue(begins(Files.readAllBytes(file), whole), round + ": going on has changed what was saved");
            assertEquals(List.of(), Verification.of(file).problems(), round);
        }
        Timeline timeline = Reading.of(file).timeline();
        long prompts = timeline.blocks().stream()
                .filter(block -> Kind.of(block) == Kind.INPUT)
                .count();
        assertEquals(prompts, timeline.closings().size(), "every turn has an end");
    }

    /** What the process had printed. */
    private String killed(String prompt, boolean whenAsked, int millis) throws Exception {
        stage.forget();
        stage.answering("!hangA part of an answer.");
        int requests = stage.requests.size();
        Path shown = directory.resolve("shown");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "ask",
                        "--json",
                        "--timeline",
                        file.toString(),
                        prompt)
                .redirectOutput(shown.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(stage.env);
        Process process = builder.start();
        try {
            if (whenAsked) {
                while (stage.requests.size() == requests && !process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    // it is on its way
                }
                assertTrue(stage.requests.size() > requests, "it ended and has asked nobody");
            } else {
                process.waitFor(millis, TimeUnit.MILLISECONDS);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(shown);
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return text(bytes).startsWith(text(with));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Without a line that has no end. */
    private static String whole(String lines) {
        return lines.substring(0, lines.lastIndexOf('\n') + 1);
    }
}
