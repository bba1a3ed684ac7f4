package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * A refusal: the timeline is held by another writer, newer than this program, not a timeline, not a regular file, or not
 * unambiguously named. The message is a sentence for the user.
 */
public final class JournalException extends IOException {

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, IOException cause) {
        super(message, cause);
    }

    /** What the operating system said, in words: the messages of several exceptions are nothing but the path. */
    static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or directory";
            case NotDirectoryException _ -> "not a directory";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
