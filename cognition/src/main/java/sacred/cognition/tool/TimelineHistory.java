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

    private static final int BEFORE_CHARACTERS = 60;
    private static final int AFTER_CHARACTERS = 140;

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
                    .filter(block -> contains(block.text(), words))
                    .limit(MAX_HITS - hits.size())
                    .map(block -> hit(saved, block, words))
                    .forEach(hits::add);
        }
        return List.copyOf(hits);
    }

    private static boolean contains(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }

    private static Hit hit(Saved saved, Block block, List<String> words) {
        String id = saved.id();
        return new Hit(
                block.head().at().atZone(ZoneOffset.UTC).toLocalDate(),
                Ulid.shortened(id),
                snippet(block.text().replaceAll("\\s+", " ").strip(), words));
    }

    private static String snippet(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = words.stream()
                .mapToInt(lower::indexOf)
                .filter(i -> i >= 0)
                .min()
                .orElse(0);
        int start = boundary(text, Math.max(0, at - BEFORE_CHARACTERS));
        int end = boundary(text, Math.min(text.length(), at + AFTER_CHARACTERS));
        return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    }

    /** Never inside a surrogate pair; lower case may be longer than the text, hence the upper bound. */
    private static int boundary(String text, int index) {
        int at = Math.min(index, text.length());
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
