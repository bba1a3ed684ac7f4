package sacred.app.term;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The clipboard of the user's own machine, however far away the program runs: OSC 52. */
final class Clipboard {

    /** Bytes. Base64 makes 100,000 of them, the most that every terminal takes which takes any. */
    static final int LIMIT = 74_994;

    private Clipboard() {}

    /** The sequence that copies the text, unless it is too long. */
    static Optional<String> sequence(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length > LIMIT
                ? Optional.empty()
                : Optional.of("\033]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\033\\");
    }
}
