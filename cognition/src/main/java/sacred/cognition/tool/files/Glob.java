package sacred.cognition.tool.files;

import java.io.IOException;
import java.util.Optional;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/** Finds files by their names. */
final class Glob extends FileTool {

    private static final ToolSpec SPEC = new ToolSpec(
            "glob",
            "Finds files of the user's project by name, like src/**/*.java; *.md finds at any depth. Not in .git and"
                    + " node_modules.",
            """
            {"type":"object","properties":{\
            "pattern":{"type":"string"},\
            "path":{"type":"string","description":"the directory to look in"}},"required":["pattern"]}\
            """);

    private static final int MOST = 300;

    Glob(World world) {
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
    String done(Arguments arguments) throws IOException, ToolException, InterruptedException {
        GlobPattern pattern = new GlobPattern(arguments.text("pattern"));
        try (Found found = Found.at(world().roots(), directory(arguments))) {
            Walk walk = new Walk(world());
            StringBuilder out = new StringBuilder();
            int[] hits = {0};
            walk.through(found, (spot, _, _) -> {
                if (pattern.matches(found.spot().path().relativize(spot.path()).toString())) {
                    out.append(spot.shown()).append('\n');
                    hits[0]++;
                }
                return hits[0] < MOST;
            });
            String more = hits[0] == MOST ? "[the first " + MOST + "]" : hits[0] == 0 ? "Nothing matches. " : "";
            return (out + more + walk.left()).strip();
        }
    }
}
