package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.app.view.PlainPlayer;
import sacred.app.view.Waterfall;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Header;
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
        List<String> words = call.words();
        if (words.isEmpty()
                || words.size() > 2
                || words.size() == 2 && !words.getLast().matches("\\d{1,9}")) {
            throw new UsageException("show needs a timeline, and may have a turn: sacred show " + synopsis());
        }
        OptionalInt turn = words.size() == 2 ? OptionalInt.of(Integer.parseInt(words.getLast())) : OptionalInt.empty();
        Reading reading = Reading.of(Target.find(host, words.getFirst()));
        reading.header()
                .flatMap(Header::repaired)
                .ifPresent(repaired -> host.err()
                        .line("note: This timeline was repaired"
                                + (repaired.incompleteTurns().isEmpty()
                                        ? "."
                                        : ": " + RepairTimeline.incomplete(repaired.incompleteTurns()) + ".")));
        if (call.has("calls")) {
            return calls(reading, turn, host);
        }
        List<Entry> entries = turn.isPresent() ? of(turn.getAsInt(), reading.entries()) : reading.entries();
        if (turn.isPresent() && entries.isEmpty()) {
            throw new UsageException("There is no turn " + turn.getAsInt() + " in " + reading.file() + ".");
        }
        new PlainPlayer(host.zone(), Double.POSITIVE_INFINITY, Thread::sleep, host.out()::text).play(entries);
        reading.notes().forEach(note -> host.err().safeLine("note: " + note));
        unsealed(reading, turn, host);
        if (reading.tornTail()) {
            host.err().line("note: the last record is incomplete; it is left as it is.");
        }
        return Cli.OK;
    }

    /** What has arrived of the turn that runs, or was running when the program ended. */
    private static void unsealed(Reading reading, OptionalInt turn, Host host) {
        reading.partial()
                .filter(p -> turn.isEmpty() || turn.getAsInt() == p.turn())
                .filter(p -> reading.timeline()
                        .live()
                        .filter(live -> live.turn() == p.turn())
                        .isPresent())
                .ifPresent(arrived -> {
                    host.err().safeLine("note: This turn has not ended. What had arrived until " + arrived.at() + ":");
                    host.out().safeLine(arrived.text());
                });
    }

    /** The entries of one turn, and between them what cannot be read; none when there is no such turn. */
    private static List<Entry> of(int turn, List<Entry> all) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Entry.Durable durable && durable.event().turn() == turn) {
                from = from < 0 ? i : from;
                to = i;
            }
        }
        return from < 0 ? List.of() : List.copyOf(all.subList(from, to + 1));
    }

    private static int calls(Reading reading, OptionalInt turn, Host host) throws UsageException {
        List<String> lines = turn.isPresent()
                ? Waterfall.lines(reading.timeline(), turn.getAsInt())
                : Waterfall.lines(reading.timeline());
        if (lines.isEmpty()) {
            throw new UsageException("Nothing was asked there.");
        }
        lines.forEach(host.out()::safeLine);
        return Cli.OK;
    }
}
