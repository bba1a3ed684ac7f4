package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.session.Target;
import sacred.timeline.journal.Finding;
import sacred.timeline.journal.Repair;
import sacred.timeline.journal.Timelines;
import sacred.timeline.journal.Verification;

/** {@code sacred verify}: recomputes everything that a timeline says of itself. */
final class Verify implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String synopsis() {
        return "FILE|ID... | --all";
    }

    @Override
    public String about() {
        return "checks the hash chain, the order, the sums and the times of timelines";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(new Option(null, "all", false, "every saved timeline"))
                .addOption(new Option(null, "json", false, "one JSON object a file"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        boolean damaged = false;
        List<Path> files = files(call, host);
        for (Path file : files) {
            try {
                Verification result = Verification.of(file);
                damaged |= !result.sound();
                if (call.has("json")) {
                    host.out().line(result.json());
                } else {
                    say(host, result, call.has("all"));
                }
            } catch (IOException e) {
                // one that cannot be read must not hide the others
                damaged = true;
                host.err().safeLine(file.getFileName() + ": not checked: " + Sentence.of(e));
            }
        }
        if (call.has("all") && !call.has("json") && !damaged) {
            host.out().line(allIntact(files.size()));
        }
        return damaged ? Cli.FAILED : Cli.OK;
    }

    private static String allIntact(int timelines) {
        return switch (timelines) {
            case 0 -> "Nothing has been saved yet.";
            case 1 -> "1 timeline, intact.";
            default -> timelines + " timelines, all intact.";
        };
    }

    private static List<Path> files(Invocation call, Host host) throws UsageException, IOException {
        if (call.has("all") != call.words().isEmpty()) {
            throw new UsageException("verify needs timelines, or --all: sacred verify FILE|ID...");
        }
        if (call.has("all")) {
            return new Timelines(host.timelines()).files();
        }
        List<Path> files = new ArrayList<>();
        for (String word : call.words()) {
            files.add(Target.find(host, word));
        }
        return files;
    }

    /** @param briefly nothing is said of a file in which nothing was found */
    private static void say(Host host, Verification result, boolean briefly) throws IOException {
        String name = result.file().getFileName().toString();
        result.notes().forEach(note -> host.err().safeLine("note: " + note));
        result.findings().forEach(finding -> host.out().safeLine(name + ": " + line(finding)));
        int problems = result.problems().size();
        if (problems > 0) {
            host.err()
                    .safeLine(name + ": damaged, " + problems + " problem" + (problems == 1 ? "" : "s") + " in "
                            + result.records() + " records. "
                            + (Repair.keepsAny(result.file())
                                    ? "`sacred repair " + ShellWord.of(result.file())
                                            + " --to NEW` makes a new timeline of what is intact."
                                    : "No record of it can be trusted, so there is nothing to repair."));
        } else if (!result.sound()) {
            host.err().safeLine(name + ": as it was written, and it contradicts itself.");
        } else if (!briefly || !result.findings().isEmpty()) {
            host.out().safeLine(name + ": " + result.records() + " records, the chain holds.");
        }
    }

    static String line(Finding finding) {
        return (finding.kind() == Finding.Kind.NOTE ? "note: " : "")
                + finding.sentence()
                + (finding.line() > 0 ? " (byte " + finding.offset() + ")" : "");
    }
}
