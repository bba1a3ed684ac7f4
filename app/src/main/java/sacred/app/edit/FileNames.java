package sacred.app.edit;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of files, for completion. Reads one directory at a time and opens no file. Blocks on the file system.
 *
 * @param base what a relative path is relative to
 * @param home what a path that begins with {@code ~/} is relative to
 */
public record FileNames(Path base, Path home) {

    private static final int OFFERED = 200;
    /** Names looked at in one directory. */
    private static final int SEEN = 20_000;

    /** Names as the process and its user mean them. */
    public static FileNames here(Map<String, String> env) {
        return new FileNames(Path.of("").toAbsolutePath(), Path.of(env.getOrDefault("HOME", "/")));
    }

    /**
     * The files and directories of one directory that fit the name at the end of a path; best first, at most 200. Hidden ones
     * only when the name begins with a dot. None when the directory cannot be read.
     */
    public List<String> of(String path) {
        if (path.equals("~")) {
            return List.of("~/");
        }
        int start = path.lastIndexOf('/') + 1;
        String directory = path.substring(0, start);
        String name = path.substring(start);
        List<String> names = path(directory).map(this::names).orElse(List.of()).stream()
                .filter(found -> found.startsWith(".") == name.startsWith("."))
                .toList();
        return Ranking.fitting(name, names, found -> found).stream()
                .flatMap(found -> kind(directory + found).stream())
                .limit(OFFERED)
                .toList();
    }

    /** Where a path leads that somebody wrote; empty when no path can look so. */
    Optional<Path> path(String written) {
        try {
            boolean atHome = written.equals("~") || written.startsWith("~/");
            return Optional.of(atHome ? home.resolve("." + written.substring(1)).normalize() : base.resolve(written));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private List<String> names(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                // a name with a line feed or an escape in it is nothing to put into a prompt unasked
                if (name.codePoints().noneMatch(Character::isISOControl)) {
                    names.add(name);
                }
                if (names.size() == SEEN) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        names.sort(String.CASE_INSENSITIVE_ORDER);
        return names;
    }

    /** With a slash when it is a directory; empty when it is neither that nor a regular file. */
    private Optional<String> kind(String found) {
        return path(found)
                .flatMap(path -> Files.isDirectory(path)
                        ? Optional.of(found + "/")
                        : Files.isRegularFile(path) ? Optional.of(found) : Optional.empty());
    }
}
