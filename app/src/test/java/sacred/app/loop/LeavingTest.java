package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.app.edit.PromptHistory;
import sacred.app.host.Host;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.text.Size;

/** The end of the program, of which most runs of a curious user consist. */
class LeavingTest {

    @Test
    void whoAsksNothingLeavesInPeaceAndWhatWasTypedIsHistory(@TempDir Path directory) throws Exception {
        try (Stage stage = new Stage(directory)) {
            Host host = stage.host(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
            Rehearsal somebody = new Rehearsal(new Size(80, 24))
                    .submits(text -> text.contains("type here"), "/budget")
                    .submits(text -> text.contains("› /budget"), "/quit");

            try (Setup setup = Setup.of(host, Optional.empty())) {
                Session session =
                        setup.open(new Target(Optional.empty(), Optional.empty(), false, true), setup.settings());
                assertEquals(0, ScreenUi.run(setup, session, somebody));
            }

            assertFalse(Thread.interrupted(), "nothing was left to interrupt");
            PromptHistory history = new PromptHistory(host.data().resolve("history"));
            assertEquals(List.of("/budget", "/quit"), history.entries());
        }
    }
}
