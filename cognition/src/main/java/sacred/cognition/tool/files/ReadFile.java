package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/** Reads a text file, or a part of it. */
final class ReadFile extends FileTool {

    private static final ToolSpec SPEC =
            new ToolSpec("read_file", "Reads a text file of the user's project, or some lines of it.", """
                {"type":"object","properties":{\
                "path":{"type":"string"},\
                "offset":{"type":"integer","description":"the first line, from 1"},\
                "limit":{"type":"integer","description":"how many lines"}},"required":["path"]}\
                """);

    private static final int MOST_LINES = 2000;
    /** Results that are longer lose their middle, which nobody could tell from the file. */
    private static final int MOST_CHARACTERS = 15_000;

    /** Files with several names that the user was asked about. */
    private final Set<Spot> asked = ConcurrentHashMap.newKeySet();

    ReadFile(World world) {
        super(world);
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    Optional<Approval> leave(Arguments arguments) throws IOException, ToolException {
        try (Found found = Found.file(world().roots(), spot(arguments))) {
            Optional<Approval> leave = toRead(found.spot());
            if (leave.isPresent() || found.names() == 1) {
                return leave;
            }
            asked.add(found.spot());
            return Optional.of(reading(
                    found.spot(), "has " + found.names() + " names (hard links), and the others may be anywhere"));
        }
    }

    @Override
    String done(Arguments arguments) throws IOException, ToolException {
        int offset = arguments.whole("offset", 1, 1, Integer.MAX_VALUE);
        int limit = arguments.whole("limit", MOST_LINES, 1, Integer.MAX_VALUE);
        try (Found found = Found.file(world().roots(), spot(arguments))) {
            if (toRead(found.spot()).isEmpty() && found.names() > 1 && !asked.contains(found.spot())) {
                throw new ToolException(found.spot().shown() + " was changed while it was looked at.");
            }
            Contents contents = contents(found);
            world().memory().saw(found.spot().path(), contents.hash());
            return part(
                    contents, offset, Math.min(limit, MOST_LINES), found.spot().shown());
        }
    }

    private static String part(Contents contents, int offset, int limit, String shown) throws ToolException {
        List<String> lines = contents.text().replaceFirst("^\uFEFF", "").lines().toList();
        if (lines.isEmpty()) {
            return "[" + shown + " is empty]";
        }
        if (offset > lines.size()) {
            throw new ToolException(shown + " has only " + lines.size() + " lines.");
        }
        StringBuilder out = new StringBuilder();
        int line = offset - 1;
        int end = Math.min(lines.size(), line + Math.min(limit, lines.size()));
        while (line < end && out.length() + lines.get(line).length() < MOST_CHARACTERS) {
            out.append(lines.get(line++)).append('\n');
        }
        if (line == offset - 1) {
            String first = lines.get(line++);
            out.append(
                            first,
                            0,
                            Character.isHighSurrogate(first.charAt(MOST_CHARACTERS - 1))
                                    ? MOST_CHARACTERS - 1
                                    : MOST_CHARACTERS)
                    .append("… [the line has ")
                    .append(first.length())
                    .append(" characters]\n");
        }
        if (offset > 1 || line < lines.size()) {
            out.append("[lines ")
                    .append(offset)
                    .append(" to ")
                    .append(line)
                    .append(" of ")
                    .append(lines.size())
                    .append(line < lines.size() ? "; go on with offset " + (line + 1) + "]" : "]");
        }
        if (contents.charset() != StandardCharsets.UTF_8) {
            out.append("[not UTF-8, read as Latin-1]");
        }
        return out.toString();
    }
}
