package sacred.cognition.tool.files;

import java.util.Optional;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/** Replaces one piece of a file by another. Everything else of it stays, to the byte. */
final class EditFile extends ChangingTool {

    private static final ToolSpec SPEC = new ToolSpec(
            "edit_file",
            "Replaces a piece of a text file of the user's project. old_text has to be in it exactly once, white space"
                    + " included. The user sees the difference first. Read the file before.",
            """
            {"type":"object","properties":{"path":{"type":"string"},"old_text":{"type":"string"},\
            "new_text":{"type":"string"}},"required":["path","old_text","new_text"]}\
            """);

    EditFile(World world) {
        super(world);
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    Contents changed(Optional<Contents> old, Spot spot, Arguments arguments) throws ToolException {
        Contents contents = old.orElseThrow(() -> new ToolException(spot.shown() + " does not exist."));
        String from = arguments.verbatim("old_text");
        String to = arguments.verbatim("new_text");
        if (from.isEmpty()) {
            throw new ToolException("old_text is empty.");
        }
        if (contents.isCrLf()) {
            from = crLf(from);
            to = crLf(to);
        }
        String text = contents.text();
        int at = text.indexOf(from);
        if (at < 0) {
            throw new ToolException("old_text is not in " + spot.shown() + ".");
        }
        if (text.indexOf(from, at + 1) >= 0) {
            throw new ToolException(
                    "old_text is in " + spot.shown() + " more than once; take more of what is around it.");
        }
        return Contents.written(text.substring(0, at) + to + text.substring(at + from.length()), contents.charset());
    }

    private static String crLf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }
}
