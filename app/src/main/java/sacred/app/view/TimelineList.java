package sacred.app.view;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sacred.timeline.journal.Summary;
import sacred.timeline.journal.Timelines;
import sacred.timeline.journal.Ulid;

/** SavedTimeline timelines, one a line: the end of the id, which is enough to name it, when it began, turns, the first prompt. */
public final class TimelineList {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TimelineList() {}

    public static Stream<String> lines(Stream<Summary> timelines, ZoneId zone) {
        return timelines.map(t -> line(t, zone));
    }

    /** The lines of a tree, in its order. */
    public static Stream<String> tree(List<TimelineTree.Node> nodes, ZoneId zone) {
        Iterator<Summary> summaries = Timelines.summaries(
                        nodes.stream().map(TimelineTree.Node::timeline).toList())
                .iterator();
        return nodes.stream().map(node -> line(node, summaries.next(), zone));
    }

    private static String line(TimelineTree.Node node, Summary summary, ZoneId zone) {
        String from = node.timeline()
                .parent()
                .map(parent -> (parent.turn() == 0 ? "from its start" : "from turn " + parent.turn())
                        + (node.branch().isEmpty() ? " of one that is not here  " : "  "))
                .orElse("");
        return node.branch() + from + line(summary, zone);
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
