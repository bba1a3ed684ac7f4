package sacred.timeline.journal;

import java.util.Locale;

/**
 * One thing that {@code sacred verify} has found in a file.
 *
 * @param line from 1, in the timeline; 0 for all of it
 * @param offset of the line in its file, in bytes
 * @param sentence for people, without its end
 */
public record Finding(int line, long offset, Kind kind, String sentence) {

    /** What follows from it. */
    public enum Kind {
        /** The bytes are not as they were written. */
        DAMAGE,
        /** The record is intact, and says what cannot be. */
        CONTRADICTION,
        /** Worth knowing. */
        NOTE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
