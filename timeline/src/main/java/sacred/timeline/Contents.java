package sacred.timeline;

import java.util.Optional;

/** Where the contents of attached files are found. May block for a disk. */
public interface Contents {

    /** Nothing is at hand. */
    Contents NONE = _ -> Optional.empty();

    /** What stood in the file when it was attached; empty when that is gone or is not what it was. */
    Optional<String> of(Attachment attachment);
}
