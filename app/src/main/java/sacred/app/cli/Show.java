package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.app.view.PlainPlayer;
import sacred.app.view.Waterfall;
import sacred.timeline.journal.Partial;
import sacred.timeline.journal.Reading;

/** {@code sacred show}: a saved timeline as text. */
final class Show implements Command {

    @Override
    public String name() {
        return "show";
    }

    @Override
    public String synopsis() {
        return "FILE|ID [TURN]";
    }

    @Override
    public String about() {
        return "a saved timeline as text; --calls: its requests, and what waited for whom";
    }

    @Override
    public Options options() {
        return new Options().addOption(new Option(null, "calls", false, "the requests, with when each ran"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException, InterruptedException {
        if (call.has("calls")) {
            return calls(call, host);
        }
        Reading reading = Reading.of(Target.find(host, call.onlyWord("timeline")));
        new PlainPlayer(host.zone(), Double.POSITIVE_INFINITY, Thread::sleep, host.out()::text).play(reading.entries());
        reading.notes().forEach(note -> host.err().safeLine("note: " + note));
        Optional<Partial> partial = reading.partial()
                .filter(p -> reading.timeline()
                        .live()
                        .filter(live -> live.turn() == p.turn())
                        .isPresent());
        partial.ifPresent(arrived -> {
            host.err().safeLine("note: This turn has not ended. What had arrived until " + arrived.at() + ":");
            host.out().safeLine(arrived.text());
        });
        if (reading.tornTail()) {
            host.err().line("note: the last record is incomplete; it is left as it is.");
        }
        return Cli.OK;
    }

    private static int calls(Invocation call, Host host) throws UsageException, IOException {
        List<String> words = call.words();
        if (words.isEmpty()
                || words.size() > 2
                || words.size() == 2 && !words.getLast().matches("\\d{1,9}")) {
            throw new UsageException("show --calls needs a timeline, and may have a turn: sacred show --calls ID 3.");
        }
        Path file = Target.find(host, words.getFirst());
        List<String> lines = words.size() == 1
                ? Waterfall.lines(Reading.of(file).timeline())
                : Waterfall.lines(Reading.of(file).timeline(), Integer.parseInt(words.getLast()));
        if (lines.isEmpty()) {
            throw new UsageException("Nothing was asked there.");
        }
        lines.forEach(host.out()::safeLine);
        return Cli.OK;
    }
}
