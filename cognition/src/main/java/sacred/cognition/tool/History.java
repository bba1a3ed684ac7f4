package sacred.cognition.tool;

import java.time.LocalDate;
import java.util.List;

/** The user's own past, as far as tools may look into it. */
public interface History {

    /** For where there is no past: nothing is kept, or nothing was asked yet. */
    History NONE = _ -> List.of();

    /**
     * Where all words of the query occur, newest first; letters match in any case.
     *
     * <p>May read files, and then blocks.
     */
    List<Hit> search(String query);

    /**
     * One place.
     *
     * @param date when it was written, UTC
     * @param timeline the last six characters of the timeline's id
     * @param snippet the surrounding text, on one line
     */
    record Hit(LocalDate date, String timeline, String snippet) {}
}
