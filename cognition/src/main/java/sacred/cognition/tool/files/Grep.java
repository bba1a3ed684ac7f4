package sacred.cognition.tool.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/** Finds lines in files. Patterns are matched in time in proportion to the text, so none can hang. */
final class Grep extends FileTool {

    private static final ToolSpec SPEC = new ToolSpec(
            "grep",
            "Finds the lines of the user's files that match a regular expression (RE2: no look-around, no"
                    + " back-references), as path:line: text. Not in .git, node_modules and binary files.",
            """
            {"type":"object","properties":{\
            "pattern":{"type":"string"},\
            "path":{"type":"string","description":"a directory or one file"},\
            "glob":{"type":"string","description":"only in files that match, like *.java"},\
            "ignore_case":{"type":"boolean"}},"required":["pattern"]}\
            """);

    private static final int MOST = 200;
    private static final int MOST_CHARACTERS = 15_000;
    private static final int LONGEST_LINE = 300;

    Grep(World world) {
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
        try (Found found = Found.at(world().roots(), directory(arguments))) {
            Search search = new Search(found, arguments);
            if (found.attributes().isPresent() && found.attributes().get().isRegularFile()) {
                search.file(found.spot(), found.held(), found.attributes().get());
            } else {
                search.walk.through(found, search::file);
            }
            return search.result();
        }
    }

    /** One search while it runs. */
    private final class Search {
        private final Walk walk = new Walk(world());
        private final StringBuilder out = new StringBuilder();
        private final Found found;
        private final Pattern pattern;
        private final Optional<GlobPattern> glob;
        private int hits;
        private int unread;
        private int linked;
        private boolean full;

        Search(Found found, Arguments arguments) throws ToolException {
            this.found = found;
            String regex = arguments.text("pattern");
            Optional<String> only = arguments.optional("glob");
            this.glob = only.isPresent() ? Optional.of(new GlobPattern(only.get())) : Optional.empty();
            try {
                this.pattern = Pattern.compile(regex, arguments.flag("ignore_case") ? Pattern.CASE_INSENSITIVE : 0);
            } catch (PatternSyntaxException e) {
                throw new ToolException("\"" + regex + "\" is no regular expression: " + e.getDescription() + ".");
            }
        }

        boolean file(Spot spot, Held held, PosixFileAttributes there) throws IOException, InterruptedException {
            String path = found.spot().path().relativize(spot.path()).toString();
            if (glob.isPresent() && !glob.get().matches(path)) {
                return true;
            }
            if (Found.names(spot, there) > 1) {
                linked++;
                return true;
            }
            try (FileChannel channel = held.read(spot.name())) {
                lines(spot, Contents.read(channel, spot.shown()).text());
            } catch (ToolException | IOException unreadable) {
                unread++;
            }
            return !full;
        }

        private void lines(Spot spot, String text) throws InterruptedException {
            Iterator<String> lines = text.lines().iterator();
            for (int number = 1; lines.hasNext() && !full && !walk.isOver(); number++) {
                String line = lines.next();
                if (pattern.matcher(line).find()) {
                    out.append(spot.shown()).append(':').append(number).append(": ");
                    out.append(shortened(line)).append('\n');
                    full = ++hits == MOST || out.length() > MOST_CHARACTERS;
                }
            }
        }

        private static String shortened(String line) {
            boolean tooLong = line.codePointCount(0, line.length()) > LONGEST_LINE;
            return tooLong ? line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "…" : line;
        }

        String result() {
            StringBuilder rest = new StringBuilder(hits == 0 ? "Nothing matches. " : "");
            rest.append(full ? "[the first " + hits + " lines]" : "");
            rest.append(unread > 0 ? "[" + unread + " binary, too large or unreadable]" : "");
            rest.append(linked > 0 ? "[" + linked + " with several names (hard links), not looked into]" : "");
            return (out.toString() + rest + walk.left()).strip();
        }
    }
}
