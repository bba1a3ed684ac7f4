package sacred.cognition.tool;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sacred.timeline.Block;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Ulid;

/**
 * The past as saved timelines hold it: what was asked and what was answered.
 *
 * @param newestFirst read one by one and no further than the last hit that is shown
 */
public record TimelineHistory(Iterable<Saved> newestFirst) implements History {

    static final int MAX_HITS = 10;

    /**
     * One timeline.
     *
     * @param id the whole id
     */
    public record Saved(String id, Timeline timeline) {}

    @Override
    public List<Hit> search(String query) {
        List<String> words = Stream.of(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        List<Hit> hits = new ArrayList<>();
        Iterator<Saved> rest = newestFirst.iterator();
        while (!words.isEmpty() && hits.size() < MAX_HITS && rest.hasNext()) {
            Saved saved = rest.next();
            saved.timeline().blocks().reversed().stream()
                    .filter(block ->
                            block instanceof Block.Input input && !input.command() || block instanceof Block.Format)
                    .filter(block -> Snippet.contains(block.text(), words))
                    .limit(MAX_HITS - hits.size())
                    .map(block -> hit(saved, block, words))
                    .forEach(hits::add);
        }
        return List.copyOf(hits);
    }

    private static Hit hit(Saved saved, Block block, List<String> words) {
        String id = saved.id();
        return new Hit(
                block.head().at().atZone(ZoneOffset.UTC).toLocalDate(),
                Ulid.shortened(id),
                Snippet.of(block.text(), words));
    }
}
