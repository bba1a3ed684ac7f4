package sacred.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Instructions that a user gives as an option: the text itself, or the name of a file that it stands in. It is the file where there
 * is one of that name; what is written like a path has to be one.
 *
 * @param file where it stands; empty where the text was given
 */
record SystemText(String text, Optional<Path> file) {

    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern LIKE_A_PATH = Pattern.compile("(?:/|\\./|\\.\\./)\\S*");

    /** Reads the file, if it is one. */
    static SystemText of(String option, String given) throws UsageException, IOException {
        Optional<Path> file = file(given);
        if (file.isEmpty()) {
            if (LIKE_A_PATH.matcher(given).matches()) {
                throw new UsageException("--" + option + ": there is no file " + given
                        + ". Instructions that begin like a path stand in a file.");
            }
            return new SystemText(given, Optional.empty());
        }
        if (Files.size(file.get()) > MOST_BYTES) {
            throw new UsageException(
                    "--" + option + ": the file " + given + " is larger than one MiB; no instructions are.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file.get())))
                    .toString();
            return new SystemText(text.strip(), file);
        } catch (CharacterCodingException e) {
            throw new UsageException("--" + option + ": the file " + given + " is not UTF-8. Convert it first.");
        }
    }

    private static Optional<Path> file(String given) {
        try {
            return Optional.of(Path.of(given)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
