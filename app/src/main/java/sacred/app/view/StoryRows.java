package sacred.app.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Wrap;
import sacred.cognition.Rewound;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * The rows of a story's items, each laid out once: a sealed block never changes, so its rows are kept by its identity until
 * the width changes or it folds. Keeps the rows of the {@value #KEPT} blocks that were looked at last, and {@value #KEPT_ROWS}
 * rows at most, so that memory does not grow with the timeline. Belongs to the loop's thread.
 */
public final class StoryRows {

    static final int KEPT = 2_000;
    static final int KEPT_ROWS = 60_000;

    private final ZoneId zone;
    private final Answers answers = new Answers();
    private final Map<Block, Painted> painted = new IdentityHashMap<>();
    private final LinkedHashMap<Integer, Block> order = new LinkedHashMap<>(16, 0.75f, true);
    /** Of what the program said, which may be as long as an answer that could not be saved. */
    private final Map<Aside, Said> said = new IdentityHashMap<>();

    private List<Block> rewoundOf = List.of();
    private Rewound rewound = new Rewound(Timeline.EMPTY);

    private long keptRows;
    private long layouts;

    /** Rows, and what they were made of. */
    private record Painted(
            int columns, boolean unfolded, Optional<Event.Closed> closed, boolean rewound, List<Row> rows) {}

    private record Said(int columns, List<Row> rows) {}

    public StoryRows(ZoneId zone) {
        this.zone = zone;
    }

    /** Where times are shown for. */
    public ZoneId zone() {
        return zone;
    }

    Answers answers() {
        return answers;
    }

    /** How often a block was laid out so far: for the tests and the benchmarks of the cache. */
    public long layouts() {
        return layouts;
    }

    /** Of how many blocks the rows are kept now. */
    int kept() {
        return painted.size();
    }

    /** How many they are. */
    long keptRows() {
        return keptRows;
    }

    /** @param unfolded the ids of blocks that show their details */
    public List<Row> item(Story story, int item, int columns, Set<String> unfolded) {
        List<Aside> asides = story.asidesAfter(item);
        if (item == 0) {
            boolean empty = story.timeline().blocks().isEmpty();
            List<Row> rows = new ArrayList<>(empty ? lines(story.preface(), columns) : List.of());
            if (story.unread().isPresent()) {
                rows.add(Row.of(" ⋯ what stands before this is being read", Style.MUTED)
                        .shortened(columns));
            }
            asides.forEach(aside -> rows.addAll(said(aside, columns)));
            return rows;
        }
        List<Row> block = block(story, item - 1, columns, unfolded);
        if (asides.isEmpty()) {
            return block;
        }
        List<Row> rows = new ArrayList<>(block);
        asides.forEach(aside -> rows.addAll(said(aside, columns)));
        return rows;
    }

    /** What the program said while the live turn runs; it stands below that. */
    public List<Row> said(Story story, int columns) {
        List<Row> rows = new ArrayList<>();
        story.asidesAfter(Aside.LIVE).forEach(aside -> rows.addAll(said(aside, columns)));
        return rows;
    }

    private List<Row> block(Story story, int index, int columns, Set<String> unfolded) {
        Block block = story.timeline().blocks().get(index);
        boolean open = unfolded.contains(block.head().id());
        Optional<Event.Closed> closed =
                block instanceof Block.Input ? story.closing(block.head().turn()) : Optional.empty();
        boolean gone = rewound(story.timeline()).contains(block.head().turn());
        Painted known = painted.get(block);
        Block before = order.put(index, block);
        if (before != null && before != block) {
            forget(before);
        }
        if (known == null
                || known.columns() != columns
                || known.unfolded() != open
                || known.rewound() != gone
                || !known.closed().equals(closed)) {
            layouts++;
            List<Row> rows = new BlockView(columns, zone, answers).rows(block, closed, open, gone);
            known = new Painted(columns, open, closed, gone, rows);
            forget(block);
            painted.put(block, known);
            keptRows += known.rows().size();
            forgetTheOldest();
        }
        return known.rows();
    }

    /** A timeline changes with every word that streams, its blocks do not. */
    private Rewound rewound(Timeline timeline) {
        if (rewoundOf != timeline.blocks()) {
            rewoundOf = timeline.blocks();
            rewound = new Rewound(timeline);
        }
        return rewound;
    }

    private void forgetTheOldest() {
        while (order.size() > KEPT || keptRows > KEPT_ROWS && order.size() > 1) {
            forget(order.pollFirstEntry().getValue());
        }
    }

    private void forget(Block block) {
        Painted forgotten = painted.remove(block);
        keptRows -= forgotten == null ? 0 : forgotten.rows().size();
    }

    private List<Row> said(Aside aside, int columns) {
        Said known = said.get(aside);
        if (known == null || known.columns() != columns) {
            if (said.size() >= KEPT) {
                said.clear();
            }
            known = new Said(columns, aside(aside, columns));
            said.put(aside, known);
        }
        return known.rows();
    }

    private static List<Row> aside(Aside aside, int columns) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        if (!aside.about().isEmpty()) {
            rows.add(
                    Row.of(" › ", Style.FAINT).plus(aside.about(), Style.ACCENT).shortened(columns));
        }
        rows.addAll(lines(aside.lines(), columns));
        return rows;
    }

    private static List<Row> lines(List<String> lines, int columns) {
        Row indent = Row.of("   ", Style.MUTED);
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            Wrap.rows(List.of(new Span(line, Style.TEXT)), Math.max(1, columns - 4))
                    .forEach(row -> rows.add(indent.plus(row)));
        }
        return rows;
    }
}
