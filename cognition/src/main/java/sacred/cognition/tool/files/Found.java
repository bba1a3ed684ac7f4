package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sacred.cognition.tool.ToolException;

/**
 * The way to a spot, walked as far as it exists: the last directory, held open, and what stands there. Close it.
 *
 * @param spot with the names as they are really spelled
 * @param held the directory in which {@code rest} begins
 * @param rest the names that remain: the last one of the spot; more when directories are missing; none at the root
 * @param attributes of what stands under the last name; empty when there is nothing
 */
record Found(Spot spot, Held held, List<Path> rest, Optional<PosixFileAttributes> attributes) implements AutoCloseable {

    /** @throws ToolException when a symbolic link or something else that is no directory is in the way */
    static Found at(Roots roots, Spot wanted) throws IOException, ToolException {
        Spot at = new Spot(wanted.root(), List.of());
        Held held = Held.root(wanted.root());
        try {
            for (int i = 0; i < wanted.names().size(); i++) {
                Path name = held.spelled(wanted.names().get(i));
                Optional<PosixFileAttributes> there = held.look(name);
                List<Path> after = wanted.names().subList(i + 1, wanted.names().size());
                at = at.child(name);
                if (there.isPresent() && there.get().isSymbolicLink()) {
                    throw new ToolException(link(roots, at, after));
                }
                if (there.isEmpty() || after.isEmpty()) {
                    Spot spot = after.stream().reduce(at, Spot::child, (_, b) -> b);
                    return new Found(
                            spot, held, spot.names().subList(i, spot.names().size()), there);
                }
                if (!there.get().isDirectory()) {
                    throw new ToolException(at.shown() + " is no directory.");
                }
                Held next = held.child(name);
                held.close();
                held = next;
            }
            return new Found(at, held, List.of(), Optional.empty());
        } catch (IOException | ToolException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static String link(Roots roots, Spot link, List<Path> after) {
        try {
            Path real = link.path().toRealPath();
            if (roots.hold(real)) {
                Path target = after.stream().reduce(real, Path::resolve);
                return link.shown() + " is a symbolic link, which is not followed. It leads to " + target
                        + "; use that path.";
            }
            return link.shown() + " is a symbolic link that leads out of the directories that tools may use.";
        } catch (IOException nowhere) {
            return link.shown() + " is a symbolic link that leads nowhere.";
        }
    }

    /** Like {@link #at}, for what has to be a regular file. */
    static Found file(Roots roots, Spot wanted) throws IOException, ToolException {
        Found found = at(roots, wanted);
        try {
            found.regular();
            return found;
        } catch (ToolException e) {
            found.close();
            throw e;
        }
    }

    /** Its attributes. Devices, pipes and sockets are never opened: opening one can do something, or never end. */
    PosixFileAttributes regular() throws ToolException {
        if (rest.isEmpty() || attributes.isPresent() && attributes.get().isDirectory()) {
            throw new ToolException(spot.shown() + " is a directory.");
        }
        PosixFileAttributes there = attributes.orElseThrow(() -> new ToolException(spot.shown() + " does not exist."));
        if (!there.isRegularFile()) {
            throw new ToolException(spot.shown() + " is no regular file: pipes, sockets and devices are not used.");
        }
        return there;
    }

    /** The directory that the spot is; the caller closes it. */
    Held directory() throws IOException, ToolException {
        if (rest.isEmpty()) {
            return Held.root(spot.root());
        }
        if (!attributes
                .orElseThrow(() -> new ToolException(spot.shown() + " does not exist."))
                .isDirectory()) {
            throw new ToolException(spot.shown() + " is no directory.");
        }
        return held.child(name());
    }

    Path name() {
        return rest.getLast();
    }

    /** How many names the file has; with more than one, the other may be anywhere. */
    int names() throws IOException {
        return names(spot, attributes.orElseThrow());
    }

    static int names(Spot spot, PosixFileAttributes there) throws IOException {
        var named = Files.readAttributes(spot.path(), "unix:nlink,fileKey", LinkOption.NOFOLLOW_LINKS);
        if (!Objects.equals(there.fileKey(), named.get("fileKey"))) {
            throw new IOException("it was changed while it was looked at");
        }
        return (Integer) named.get("nlink");
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
