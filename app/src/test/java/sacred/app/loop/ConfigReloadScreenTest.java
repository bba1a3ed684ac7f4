package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.app.edit.Input.Key;
import sacred.app.host.Host;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.text.Size;

@Timeout(60)
class ConfigReloadScreenTest {

    @TempDir
    Path directory;

    @Test
    void anErrorInTheEditedFileIsOnTheScreenAndTheTimelineGoesOn() throws Exception {
        try (Stage stage = new Stage(directory)) {
            stage.answering("one", "two");
            Host host = stage.host(new ByteArrayOutputStream(), new ByteArrayOutputStream());
            Rehearsal somebody = new Rehearsal(new Size(120, 30))
                    .submits(text -> text.contains("type here"), "First?")
                    .submits(text -> isIdleAfter("one", text) && broken(), "Second?")
                    .presses(text -> isIdleAfter("two", text), Key.ctrl('d'));

            try (Setup setup = Setup.of(host, Optional.empty())) {
                Session session =
                        setup.open(new Target(Optional.empty(), Optional.empty(), false, true), setup.settings());
                assertEquals(0, ScreenUi.run(setup, session, somebody));
            }

            boolean seen = somebody.frames.stream()
                    .map(Rehearsal::text)
                    .anyMatch(t -> t.contains("not in force; the one before stays")
                            && t.contains("config.yaml:1:1  limts: unknown key."));
            assertTrue(seen, () -> Rehearsal.text(somebody.frames.getLast()));
            assertEquals(2, stage.requests.size());
            assertEquals(1, stage.files().size());
        }
    }

    /** Breaks the file on the way. */
    private boolean broken() {
        try {
            Path file = directory.resolve("config.yaml");
            Files.writeString(file, "limts: {}\n" + Files.readString(file));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isIdleAfter(String answer, String text) {
        return text.contains("\n   " + answer + "\n") && text.contains("? help") && !text.contains("Esc");
    }
}
