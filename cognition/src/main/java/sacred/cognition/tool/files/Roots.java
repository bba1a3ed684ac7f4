package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import sacred.cognition.tool.ToolException;

/** The directories that the tools for files may use. Relative paths begin at the first. */
final class Roots {

    /** What the kernel makes up is no file of anybody's: the environment of every process is below {@code /proc}. */
    private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

    /**
     * One of them.
     *
     * @param given as the user names it
     * @param real without symbolic links
     */
    private record Root(Path given, Path real) {}

    private final List<Root> roots = new ArrayList<>();
    private final List<Path> given;

    /** @param given absolute; one that is no directory is left out */
    Roots(List<Path> given) {
        this.given = List.copyOf(given);
        for (Path path : given) {
            try {
                Path real = path.toRealPath();
                if (Files.isDirectory(real)) {
                    roots.add(new Root(path.normalize(), real));
                }
            } catch (IOException gone) {
                // what is not there cannot be used; the refusal names it
            }
        }
    }

    /** Where a path leads by its names alone; nothing is looked at. */
    Spot spot(String text) throws ToolException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new ToolException("A path with control characters is not used.");
        }
        if (roots.isEmpty()) {
            throw new ToolException("No directory that tools may use exists: " + named() + ".");
        }
        try {
            Path path = roots.getFirst().real.resolve(text).normalize();
            for (Root root : roots) {
                if (path.startsWith(root.real)) {
                    return checked(Spot.of(root.real, path));
                }
                if (path.startsWith(root.given)) {
                    return checked(Spot.of(root.real, root.real.resolve(root.given.relativize(path))));
                }
            }
        } catch (InvalidPathException e) {
            throw new ToolException("\"" + text + "\" is not a path: " + e.getReason() + ".");
        }
        throw new ToolException("\"" + text + "\" is outside of the directories that tools may use: " + named()
                + ". The configuration names them under tools.roots.");
    }

    private static Spot checked(Spot spot) throws ToolException {
        if (KERNEL.stream().anyMatch(spot.path()::startsWith)) {
            throw new ToolException(spot.path() + " is made up by the kernel; it is not used.");
        }
        return spot;
    }

    boolean hold(Path real) {
        return roots.stream().anyMatch(root -> real.startsWith(root.real));
    }

    private String named() {
        return given.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
