package sacred.app.cli;

import java.io.IOException;
import java.util.Optional;
import sacred.app.host.Host;
import sacred.timeline.journal.JournalException;
import sacred.timeline.journal.Unreferenced;

/** What {@code sacred doctor} says of the contents of attached files that no timeline names any more, and how they go. */
final class AttachmentCheck {

    private final Host host;

    AttachmentCheck(Host host) {
        this.host = host;
    }

    /** Empty when there are none. */
    Optional<String> found() throws IOException {
        Unreferenced found = look();
        return found.files().isEmpty()
                ? Optional.empty()
                : Optional.of(described(found) + "; "
                        + found.unsure()
                                .orElse("`sacred doctor --prune` removes " + (one(found) ? "it" : "them")
                                        + " (timelines outside of the data directory are not looked at)"));
    }

    /** Timelines that lie elsewhere are not looked at, which is said: only the user knows where they are. */
    int prune() throws IOException {
        Unreferenced found = look();
        if (found.files().isEmpty()) {
            host.out().line("There is nothing to remove: every attached file is named by a timeline.");
            return Cli.OK;
        }
        try {
            found.remove(host.timelines());
        } catch (JournalException e) {
            host.err().safeLine("sacred: " + e.getMessage());
            return Cli.FAILED;
        }
        host.out().safeLine("Removed " + described(found) + ".");
        host.err()
                .safeLine("note: looked for in " + host.timelines()
                        + "; a timeline that was kept elsewhere with --timeline tells its models from now on that such"
                        + " a file is not at hand.");
        return Cli.OK;
    }

    private Unreferenced look() throws IOException {
        return Unreferenced.of(
                host.attachments(), host.timelines(), host.clock().instant());
    }

    private static boolean one(Unreferenced found) {
        return found.files().size() == 1;
    }

    private static String described(Unreferenced found) {
        return found.files().size() + (one(found) ? " content" : " contents")
                + " of attached files that no timeline names, " + DataCheck.size(found.bytes());
    }
}
