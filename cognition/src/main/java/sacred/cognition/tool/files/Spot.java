package sacred.cognition.tool.files;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A place below a root, by the names on the way. Says nothing about what is there.
 *
 * @param root a real directory, absolute
 * @param names from the root down; empty for the root itself
 */
record Spot(Path root, List<Path> names) {

    Spot {
        names = List.copyOf(names);
    }

    static Spot of(Path root, Path below) {
        Path relative = root.relativize(below);
        return new Spot(
                root,
                relative.toString().isEmpty()
                        ? List.of()
                        : StreamSupport.stream(relative.spliterator(), false).toList());
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    Path name() {
        return names.getLast();
    }

    Spot parent() {
        return new Spot(root, names.subList(0, names.size() - 1));
    }

    Spot child(Path name) {
        return of(root, path().resolve(name));
    }

    Path path() {
        Path path = root;
        for (Path name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    /** As models and people read it: relative to the root. */
    String shown() {
        return isRoot() ? root.toString() : root.relativize(path()).toString();
    }
}
