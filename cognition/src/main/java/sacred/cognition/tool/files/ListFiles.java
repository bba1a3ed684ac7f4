package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/** Lists what is in a directory. */
final class ListFiles extends FileTool {

    private static final ToolSpec SPEC = new ToolSpec(
            "list_files",
            "Lists the entries of a directory of the user's project with their sizes; / marks directories.",
            """
            {"type":"object","properties":{"path":{"type":"string","description":"absent: the project itself"}}}\
            """);

    private static final int MOST = 500;

    ListFiles(World world) {
        super(world);
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    Optional<Approval> leave(Arguments arguments) throws IOException, ToolException {
        try (Found found = Found.at(world().roots(), directory(arguments))) {
            return toRead(found.spot());
        }
    }

    @Override
    String done(Arguments arguments) throws IOException, ToolException {
        try (Found found = Found.at(world().roots(), directory(arguments));
                Held held = found.directory()) {
            List<Path> names = held.names();
            StringBuilder out = new StringBuilder();
            for (Path name : names.subList(0, Math.min(MOST, names.size()))) {
                held.look(name)
                        .ifPresent(there -> out.append(entry(name, there)).append('\n'));
            }
            if (names.isEmpty()) {
                out.append('[').append(found.spot().shown()).append(" is empty]");
            } else if (names.size() > MOST) {
                String all = names.size() == Held.MOST_ENTRIES ? "more than " + names.size() : "" + names.size();
                out.append("[the first ")
                        .append(MOST)
                        .append(" of ")
                        .append(all)
                        .append(" entries]");
            }
            return out.toString();
        }
    }

    private static String entry(Path name, PosixFileAttributes there) {
        if (there.isDirectory()) {
            return name + "/";
        }
        if (there.isRegularFile()) {
            return name + "  " + there.size() + " bytes";
        }
        return name + (there.isSymbolicLink() ? "  symbolic link" : "  no regular file");
    }
}
