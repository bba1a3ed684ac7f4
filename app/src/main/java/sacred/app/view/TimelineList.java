package sacred.app.view;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import sacred.timeline.journal.Summary;
import sacred.timeline.journal.Ulid;

/** Saved timelines, one a line: the end of the id, which is enough to name it, when it began, turns, the first prompt. */
public final class TimelineList {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TimelineList() {}

    public static List<String> lines(List<Summary> timelines, ZoneId zone) {
        return timelines.stream().map(t -> line(t, zone)).toList();
    }

    /** The same as a tree: forks stand under what they were forked from. */
    public static List<String> tree(List<Summary> timelines, ZoneId zone) {
        return TimelineTree.of(timelines).stream().map(node -> line(node, zone)).toList();
    }

    /** One line of the tree. */
    public static String line(TimelineTree.Node node, ZoneId zone) {
        String from = node.timeline()
                .parent()
                .map(parent -> (parent.turn() == 0 ? "from its start" : "from turn " + parent.turn())
                        + (node.branch().isEmpty() ? " of one that is not here  " : "  "))
                .orElse("");
        return node.branch() + from + line(node.timeline(), zone);
    }

    private static String line(Summary t, ZoneId zone) {
        if (t.problem().isPresent()) {
            return t.file().getFileName() + "  " + t.problem().get();
        }
        String id = Ulid.shortened(t.id());
        String turns = String.format(Locale.ROOT, "%3d turn%s", t.turns(), t.turns() == 1 ? " " : "s");
        // whoever copies one has to know
        String files = t.files() == 1 ? "" : "in " + t.files() + " files  ";
        return id + "  " + MINUTE.format(t.createdAt().atZone(zone)) + "  " + turns + "  " + files + t.firstPrompt();
    }
}
