package sacred.app.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sacred.timeline.journal.SavedTimeline;

/**
 * Timelines with their forks under them: the family with the newest member first, and in it the newest fork. None is left out,
 * also where a header names a parent that is gone or cannot be.
 */
public final class TimelineTree {

    private static final Comparator<SavedTimeline> NEWEST_FIRST = Comparator.comparing(SavedTimeline::createdAt)
            .thenComparing(SavedTimeline::id)
            .reversed();

    private final Map<String, List<SavedTimeline>> forks = new LinkedHashMap<>();
    private final Set<SavedTimeline> told = new HashSet<>();
    private final List<Node> nodes = new ArrayList<>();

    /**
     * One of them.
     *
     * @param branch what is drawn before it; empty where it stands under no other
     */
    public record Node(String branch, SavedTimeline timeline) {}

    private TimelineTree() {}

    public static List<Node> of(List<SavedTimeline> timelines) {
        TimelineTree tree = new TimelineTree();
        Map<String, SavedTimeline> byId = new LinkedHashMap<>();
        timelines.forEach(t -> byId.put(t.id(), t));
        List<SavedTimeline> roots = new ArrayList<>();
        for (SavedTimeline timeline : timelines.stream().sorted(NEWEST_FIRST).toList()) {
            String parent = timeline.parent().map(p -> p.id()).orElse("");
            if (byId.containsKey(parent) && !parent.equals(timeline.id())) {
                tree.forks.computeIfAbsent(parent, _ -> new ArrayList<>()).add(timeline);
            } else {
                roots.add(timeline);
            }
        }
        roots.sort(Comparator.comparing((SavedTimeline root) -> tree.newest(root, new HashSet<>()))
                .reversed());
        roots.forEach(root -> tree.tell(root, "", ""));
        // whose parents name each other in a circle
        timelines.forEach(timeline -> tree.tell(timeline, "", ""));
        return tree.nodes;
    }

    private Instant newest(SavedTimeline root, Set<SavedTimeline> seen) {
        seen.add(root);
        return forks.getOrDefault(root.id(), List.of()).stream()
                .filter(fork -> !seen.contains(fork))
                .map(fork -> newest(fork, seen))
                .filter(at -> at.isAfter(root.createdAt()))
                .max(Comparator.naturalOrder())
                .orElse(root.createdAt());
    }

    private void tell(SavedTimeline timeline, String branch, String below) {
        if (!told.add(timeline)) {
            return;
        }
        nodes.add(new Node(branch, timeline));
        List<SavedTimeline> children =
                timeline.id().isEmpty() ? List.of() : forks.getOrDefault(timeline.id(), List.of());
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            tell(children.get(i), below + (last ? "└ " : "├ "), below + (last ? "  " : "│ "));
        }
    }
}
