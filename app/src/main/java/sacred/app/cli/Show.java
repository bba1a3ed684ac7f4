package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.host.WholeLines;
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
        List<Entry> entries = turn.isPresent() ? reading.ofTurn(turn.getAsInt()) : reading.entries();
        if (turn.isPresent() && entries.isEmpty()) {
            throw new UsageException("There is no turn " + turn.getAsInt() + " in " + reading.file() + ".");
        }
        try (WholeLines out = new WholeLines(host.out()::text)) {
            new PlainPlayer(host.zone(), Double.POSITIVE_INFINITY, Thread::sleep, out::text).play(entries);
        }
        reading.notes().forEach(note -> host.err().safeLine("note: " + note));
        unsealed(reading, turn, host);
        if (reading.tornTail()) {
            host.err().line("note: the last record is incomplete; it is left as it is.");
        }
        return Cli.OK;
    }

    private static void unsealed(Reading reading, OptionalInt turn, Host host) {
        reading.arrived()
                .filter(p -> turn.isEmpty() || turn.getAsInt() == p.turn())
                .ifPresent(arrived -> {
                    host.err().safeLine("note: This turn has not ended. What had arrived until " + arrived.at() + ":");
                    host.out().safeLine(arrived.text());
                });
    }

    private static int calls(Reading reading, OptionalInt turn, Host host) throws UsageException {
        boolean asked = false;
        for (PrimitiveIterator.OfInt turns = turns(reading, turn); turns.hasNext(); ) {
            List<String> lines = Waterfall.lines(reading.timeline(), turns.nextInt());
            lines.forEach(host.out()::safeLine);
            asked |= !lines.isEmpty();
        }
        if (!asked) {
            throw new UsageException("Nothing was asked there.");
        }
        return Cli.OK;
    }

    private static PrimitiveIterator.OfInt turns(Reading reading, OptionalInt turn) {
        return (turn.isPresent() ? turn.stream() : reading.timeline().prompts()).iterator();
    }
}
