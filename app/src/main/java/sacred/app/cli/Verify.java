package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.timeline.journal.Verification;

/** {@code sacred verify}: recomputes the hash chain of a timeline. */
final class Verify implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String synopsis() {
        return "FILE|ID";
    }

    @Override
    public String about() {
        return "checks every record of a timeline against its hash chain";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        Path file = Target.find(host, call.onlyWord("timeline"));
        Verification result = Verification.of(file);
        result.notes().forEach(note -> host.err().safeLine("note: " + note));
        List<String> problems = result.problems();
        if (problems.isEmpty()) {
            host.out().safeLine(file.getFileName() + ": " + result.records() + " records, the chain holds.");
            return Cli.OK;
        }
        problems.forEach(host.out()::safeLine);
        host.err()
                .safeLine(file.getFileName() + ": damaged, " + problems.size() + " problem"
                        + (problems.size() == 1 ? "" : "s") + " in " + result.records() + " records.");
        return Cli.FAILED;
    }
}
