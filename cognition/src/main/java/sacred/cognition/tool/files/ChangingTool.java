package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;

/** A tool that changes one file: works out the change, shows it, and then does that change or nothing. */
abstract class ChangingTool extends FileTool {

    ChangingTool(World world) {
        super(world);
    }

    /**
     * The text that the file is to have.
     *
     * @param old empty when there is no file
     */
    abstract Contents changed(Optional<Contents> old, Spot spot, Arguments arguments) throws ToolException;

    @Override
    final Optional<Approval> leave(Arguments arguments) throws IOException, ToolException {
        try (Found found = Found.at(world().roots(), spot(arguments))) {
            Optional<Contents> old = old(found);
            Spot spot = found.spot();
            Contents after = changed(old, spot, arguments);
            Optional<String> before = old.map(Contents::hash);
            if (before.equals(Optional.of(after.hash()))) {
                throw new ToolException(spot.shown() + " already has exactly this text.");
            }
            String difference =
                    Difference.between(spot.shown(), old.map(Contents::text).orElse(null), after.text());
            world().memory().prepare(arguments, new Change(spot, before, after.bytes()));
            return Optional.of(approval(found, spot, difference));
        }
    }

    private Optional<Contents> old(Found found) throws IOException, ToolException {
        if (found.attributes().isEmpty() && !found.rest().isEmpty()) {
            return Optional.empty();
        }
        PosixFileAttributes there = found.regular();
        if (!there.permissions().contains(PosixFilePermission.OWNER_WRITE)) {
            throw new ToolException(found.spot().shown() + " is read-only.");
        }
        Contents contents = contents(found);
        Optional<String> seen = world().memory().seen(found.spot().path());
        if (seen.isPresent() && !seen.get().equals(contents.hash())) {
            throw new ToolException(found.spot().shown() + " was changed since it was read. Read it again.");
        }
        return Optional.of(contents);
    }

    private Approval approval(Found found, Spot spot, String difference) throws IOException {
        Optional<String> why = world().protection().reason(spot);
        StringBuilder action = new StringBuilder(found.attributes().isPresent() ? "change " : "create ");
        action.append(spot.shown());
        why.ifPresent(reason -> action.append(", which ").append(reason));
        if (found.attributes().isPresent() && found.names() > 1) {
            action.append(" (one of ").append(found.names()).append(" hard links; the others keep the old text)");
        }
        return new Approval(
                why.isPresent() ? PROTECTED : PERMISSION,
                action.toString(),
                difference,
                spot.path() + "\n" + difference);
    }

    @Override
    final String done(Arguments arguments) throws IOException, ToolException {
        Change change = world().memory()
                .take(arguments)
                .orElseThrow(() -> new ToolException("The change was not shown to anybody, so it was not made."));
        Replacement.of(world().roots(), change);
        world().memory().saw(change.spot().path(), Contents.hash(change.after()));
        return (change.before().isPresent() ? "Changed " : "Created ")
                + change.spot().shown() + ", " + change.after().length + " bytes now.";
    }
}
