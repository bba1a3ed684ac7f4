package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.timeline.journal.JournalException;
import sacred.timeline.journal.Repair;

/** {@code sacred repair}: a new timeline of what is intact in a damaged one. */
final class RepairTimeline implements Command {

    @Override
    public String name() {
        return "repair";
    }

    @Override
    public String synopsis() {
        return "FILE|ID --to NEW";
    }

    @Override
    public String about() {
        return "makes a new timeline of what is intact in a damaged one, which is left as it is";
    }

    @Override
    public Options options() {
        return new Options().addOption(Invocation.value(null, "to", "NEW", "the file to create"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        Path file = Target.find(host, call.onlyWord("timeline"));
        Path to = Path.of(call.value("to")
                .orElseThrow(() -> new UsageException(
                        "repair never changes a file in place; --to NEW says where the new one goes.")));
        try {
            Repair repair = Repair.of(file, to, Host.VERSION, host.clock());
            repair.findings().forEach(finding -> host.out().safeLine(Verify.line(finding)));
            host.out().safeLine(repair.kept() + " records were kept in " + repair.file() + ".");
            if (!repair.incompleteTurns().isEmpty()) {
                host.out().line("Of what was kept, " + incomplete(repair.incompleteTurns()) + ".");
            }
            if (repair.aside()) {
                host.out().safeLine("What was not kept is in " + Repair.aside(to) + ", byte by byte.");
            }
            return Cli.OK;
        } catch (JournalException e) {
            host.err().safeLine(e.getMessage());
            return Cli.FAILED;
        }
    }

    /** {@code turns 1, 2 and 5 are incomplete}; of at least one. */
    static String incomplete(List<Integer> turns) {
        String last = turns.getLast() + (turns.size() == 1 ? " is incomplete" : " are incomplete");
        return turns.size() == 1
                ? "turn " + last
                : "turns "
                        + turns.subList(0, turns.size() - 1).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                        + " and " + last;
    }
}
