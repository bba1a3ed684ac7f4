package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.Stage;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.host.Host;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.timeline.journal.Reading;

/** The whole program on a screen, with real turns; and the replay of what they left. */
@Timeout(120)
class LiveAndReplayTest {

    private static final String CONFIG = """
        llm_providers:
          one: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
          two: {type: openai, base_url: "%s", api_key: "${TEST_KEY}"}
        routing_strategy:
          mode: rules
          tool_calling: "builtin:default"
          response_formatting: "one:alpha"
          fallback: ["two:beta"]
        limits: {retry: {attempts: 2, base_ms: 1, cap_ms: 1}}
        """;

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 60"})
    void theLastScreenOfAReplayIsThatOfTheLiveRun(int columns, int rows, @TempDir Path directory) throws Exception {
        Size size = new Size(columns, rows);
        try (Stage stage = new Stage(directory)) {
            stage.config(CONFIG.formatted(stage.url(), stage.url()));
            stage.answering("An **arbiter** decides.\n\n```\ncode\n```", "It is 397.8.")
                    .answering("!500", "!500", "By the other.")
                    .answering("!500", "!500", "!500", "!500")
                    .answering("!hangHalf an *answer*");
            Host host = stage.host(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());

            Frame live = live(host, size);
            Frame replay = replay(host, stage.files().getFirst(), size);

            assertEquals(body(live), body(replay));
            String text = Rehearsal.text(live);
            assertTrue(text.contains("stopped here") && text.contains("5 turns"), text);
            assertTrue(Rehearsal.text(replay).contains("REPLAY · offline"));
        }
    }

    /** Asks five prompts, one of each kind, stops the last and leaves. */
    private static Frame live(Host host, Size size) throws Exception {
        Rehearsal somebody = new Rehearsal(size)
                .submits(text -> text.contains("type here"), "What does an arbiter do?")
                .submits(text -> isIdleAfter(1, text), "what is 17% of 2340?")
                .submits(text -> isIdleAfter(2, text), "With a fallback?")
                .submits(text -> isIdleAfter(3, text), "Failing?")
                .submits(text -> isIdleAfter(4, text), "To be stopped?")
                .presses(text -> text.contains("Half an"), Key.of(Name.ESCAPE))
                .presses(text -> isIdleAfter(5, text), Key.ctrl('d'));
        try (Setup setup = Setup.of(host, Optional.empty())) {
            Session session = setup.open(new Target(Optional.empty(), Optional.empty(), false, true), setup.settings());
            assertEquals(0, ScreenUi.run(setup, session, somebody));
        }
        return somebody.frames.getLast();
    }

    private static Frame replay(Host host, Path file, Size size) throws IOException, InterruptedException {
        Rehearsal somebody = new Rehearsal(size).presses(text -> text.contains("■"), Key.typed("q"));
        Script script = Script.of(Reading.of(file).entries());
        assertEquals(0, ScreenUi.replay(host, "again", Playback.start(script, Double.POSITIVE_INFINITY), somebody));
        return somebody.frames.getLast();
    }

    private static boolean isIdleAfter(int turns, String text) {
        return text.contains(" " + turns + " turn") && text.contains("? help");
    }

    /** Without the header, and without the rule, the prompt or the progress, and the status line. */
    private static List<Row> body(Frame frame) {
        return frame.rows().subList(1, frame.rows().size() - 3);
    }
}
