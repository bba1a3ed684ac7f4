package sacred.cognition.tool.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/** Writes a whole file. */
final class WriteFile extends ChangingTool {

    private static final ToolSpec SPEC = new ToolSpec(
            "write_file",
            "Creates a text file in the user's project, with the directories on the way, or replaces one whole. The"
                    + " user sees the difference first. To change a part of a file use edit_file.",
            """
            {"type":"object","properties":{"path":{"type":"string"},"content":{"type":"string"}},\
            "required":["path","content"]}\
            """);

    WriteFile(World world) {
        super(world);
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    Contents changed(Optional<Contents> old, Spot spot, Arguments arguments) throws ToolException {
        return Contents.written(arguments.verbatim("content"), StandardCharsets.UTF_8);
    }
}
