package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Branch;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.session.Wall;
import sacred.timeline.journal.Ulid;

/** {@code sacred fork}: a new timeline that begins as another one did. */
final class Fork implements Command {

    @Override
    public String name() {
        return "fork";
    }

    @Override
    public String synopsis() {
        return "FILE|ID [TURN]";
    }

    @Override
    public String about() {
        return "a new timeline with the turns of another one, up to TURN";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, ConfigException, IOException {
        List<String> words = call.words();
        if (words.isEmpty() || words.size() > 2) {
            throw new UsageException("fork needs a timeline: sacred fork " + synopsis());
        }
        OptionalInt turn = words.size() == 1 ? OptionalInt.empty() : OptionalInt.of(turn(words.get(1)));
        Wall wall = Wall.of(host, Setup.configuration(host, call.config()));
        Branch made = Branch.of(Target.find(host, words.getFirst()), turn, host, wall);
        host.out().safeLine(Ulid.shortened(made.id()) + "  " + made.file());
        host.err()
                .line("note: " + made.records() + " records were copied. Go on with: sacred -r "
                        + Ulid.shortened(made.id()));
        return Cli.OK;
    }

    private static int turn(String word) throws UsageException {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new UsageException("\"" + word + "\" is not the number of a turn.");
        }
    }
}
