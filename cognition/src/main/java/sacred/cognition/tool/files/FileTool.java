package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.function.LongSupplier;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolException;

/** What the tools for files have in common: their permission, where they may look, and failures as sentences. */
abstract class FileTool implements Tool {

    static final String PERMISSION = "files";
    /** Asked about whatever the configuration allows, because it never allows this name. */
    static final String PROTECTED = "protected";

    /**
     * What they share.
     *
     * @param nanos a monotonic clock
     */
    record World(Roots roots, Protection protection, Memory memory, LongSupplier nanos) {}

    private final World world;

    FileTool(World world) {
        this.world = world;
    }

    final World world() {
        return world;
    }

    @Override
    public final Optional<String> permission() {
        return Optional.of(PERMISSION);
    }

    @Override
    public final Optional<Approval> needs(Arguments arguments, Context context) throws ToolException {
        try {
            return leave(arguments);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public final String run(Arguments arguments, Context context) throws ToolException, InterruptedException {
        try {
            return done(arguments);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    abstract Optional<Approval> leave(Arguments arguments) throws IOException, ToolException;

    abstract String done(Arguments arguments) throws IOException, ToolException, InterruptedException;

    final Spot spot(Arguments arguments) throws ToolException {
        return world.roots.spot(arguments.text("path"));
    }

    /** The root when no path is given. */
    final Spot directory(Arguments arguments) throws ToolException {
        return world.roots.spot(arguments.optional("path").orElse("."));
    }

    /** Leave to look into what is asked about. */
    final Optional<Approval> toRead(Spot spot) {
        return world.protection.reason(spot).map(why -> reading(spot, why));
    }

    static Approval reading(Spot spot, String why) {
        return new Approval(
                PROTECTED,
                "read " + spot.shown(),
                spot.path() + " " + why + ". A model would see what is in it.",
                "read " + spot.path());
    }

    static Contents contents(Found found) throws IOException, ToolException {
        try (FileChannel channel = found.held().read(found.name())) {
            return Contents.read(channel, found.spot().shown());
        }
    }

    private static ToolException failure(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return new ToolException(denied.getFile() + ": permission denied.");
        }
        if (e instanceof FileSystemException file) {
            return new ToolException(file.getFile() + ": " + (file.getReason() == null ? "gone" : file.getReason()));
        }
        return new ToolException("The file could not be used: " + e.getMessage());
    }
}
