package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.view.TimelineList;
import sacred.app.view.TimelineTree;
import sacred.timeline.journal.SavedTimeline;
import sacred.timeline.journal.Timelines;

/** {@code sacred timelines}: what has been saved, newest first. */
final class ListTimelines implements Command {

    @Override
    public String name() {
        return "timelines";
    }

    @Override
    public String synopsis() {
        return "";
    }

    @Override
    public String about() {
        return "the saved timelines, newest first";
    }

    @Override
    public Options options() {
        return new Options().addOption(new Option(null, "tree", false, "forks under what they were forked from"));
    }

    @Override
    public int run(Invocation call, Host host) throws IOException {
        Timelines timelines = new Timelines(host.timelines());
        List<SavedTimeline> saved = timelines.saved();
        if (saved.isEmpty()) {
            host.err().line("No timeline has been saved yet. The first `sacred ask \"...\"` makes one.");
        }
        Stream<String> lines = call.has("tree")
                ? TimelineList.tree(TimelineTree.of(saved), host.zone())
                : TimelineList.lines(Timelines.summaries(saved), host.zone());
        lines.takeWhile(_ -> !host.out().broken()).forEach(host.out()::safeLine);
        return Cli.OK;
    }
}
