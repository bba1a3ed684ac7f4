package sacred.cognition.tool.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import sacred.cognition.tool.Tool;

/**
 * The tools that read and change files. Below the roots they look without asking, except into what looks like a secret;
 * whatever is changed is shown first. Outside of the roots there is nothing for them.
 */
public final class FileTools {

    private FileTools() {}

    /**
     * @param roots directories, absolute; relative paths begin at the first
     * @param own files and directories of this program, which are always asked about
     * @param home of the user
     * @param nanos a monotonic clock
     */
    public static List<Tool> below(List<Path> roots, List<Path> own, Optional<Path> home, LongSupplier nanos) {
        FileTool.World world = new FileTool.World(new Roots(roots), new Protection(own, home), new Memory(), nanos);
        return List.of(
                new ReadFile(world),
                new ListFiles(world),
                new Glob(world),
                new Grep(world),
                new WriteFile(world),
                new EditFile(world));
    }
}
