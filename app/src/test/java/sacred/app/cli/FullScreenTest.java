package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.host.Host;
import sacred.app.host.Output;

/** Where the full screen opens. */
class FullScreenTest {

    @ParameterizedTest
    @CsvSource({
        "auto, xterm-256color, true, '', true",
        "auto, dumb, true, '', false",
        "auto, '', true, '', false",
        "auto, xterm-256color, false, '', false",
        "auto, xterm-256color, true, --plain, false",
        "always, dumb, true, '', true",
        "always, '', true, '', true",
        "always, dumb, false, '', false",
        "always, dumb, true, --plain, false",
        "never, xterm-256color, true, '', false"
    })
    void theUserDecidesAboveTheTerminal(String altScreen, String term, boolean terminal, String option, boolean screen)
            throws Exception {
        Host host = new Host(
                Map.of("TERM", term),
                () -> Instant.EPOCH,
                () -> 0,
                ZoneOffset.UTC,
                InputStream.nullInputStream(),
                new Output(OutputStream.nullOutputStream(), terminal),
                new Output(OutputStream.nullOutputStream(), terminal),
                true,
                Optional.empty());
        String[] args = option.isEmpty() ? new String[0] : new String[] {option};

        assertEquals(screen, Cli.fullScreen(Invocation.parse(args, Cli.ALL), host, altScreen));
    }
}
