package sacred.app.cli;

import java.io.IOException;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.app.view.PlainPlayer;
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
        return "FILE|ID";
    }

    @Override
    public String about() {
        return "a saved timeline as text";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException, InterruptedException {
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
}
