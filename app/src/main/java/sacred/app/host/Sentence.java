package sacred.app.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What an I/O failure means, in a sentence for the user; the messages of several exceptions are nothing but the path. */
public final class Sentence {

    private Sentence() {}

    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException f -> "There is no file " + f.getFile() + ".";
            case AccessDeniedException f -> "Permission denied: " + f.getFile() + ".";
            case FileSystemException f when f.getReason() != null -> f.getFile() + ": " + f.getReason() + ".";
            default -> {
                String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                String lower = message.toLowerCase(Locale.ROOT);
                yield lower.contains("no space") && !lower.contains("not saved")
                        ? "The disk is full, nothing more was saved: " + message
                        : message;
            }
        };
    }
}
