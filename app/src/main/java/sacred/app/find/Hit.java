package sacred.app.find;

import java.nio.file.Path;
import java.util.Comparator;
import sacred.timeline.Block;

/**
 * A block in which it was found.
 *
 * @param timeline the id of its timeline; the name of the file where its header cannot be read
 * @param offset of its record in the timeline, in bytes, as if all of it stood in one file
 */
public record Hit(Path file, String timeline, long offset, Block.Head head, String kind, Excerpt excerpt) {

    /** By when the block began; of the same moment the later file and the later record come first. */
    static final Comparator<Hit> NEWEST_FIRST = Comparator.comparing(
                    (Hit hit) -> hit.head().at())
            .thenComparing(hit -> hit.file().toString())
            .thenComparing(Hit::offset)
            .reversed();
}
