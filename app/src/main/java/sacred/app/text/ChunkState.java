package sacred.app.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what a line of Markdown stands, as far as it matters for cutting the text. Not thread-safe. */
final class ChunkState {

    private static final Pattern ITEM = Pattern.compile("(?:[-*+]|[0-9]{1,9}[.)])(?: .*)?", Pattern.DOTALL);
    private static final Pattern FENCE =
            Pattern.compile("((?: |>|[-*+] |[0-9]{1,9}[.)] ){0,40})(`{3,}+(?=[^`]*$)|~{3,}+)(.*)", Pattern.DOTALL);
    private static final Pattern DELIMITERS = Pattern.compile("[|: -]{3,2000}");
    private static final int LONGEST_HEADER_CHARS = 2000;

    private boolean list;
    private String html = "";
    private String fence = "";
    private String fenceLine = "";
    /** Whether the fence stands in a list or a quote and ends with it. */
    private boolean contained;

    private String header = "";
    private String previous = "";

    /** Whether a line after a blank one starts a block that has nothing to do with the one before. */
    boolean mayStart(String line) {
        if (!html.isEmpty() || line.charAt(0) == ' ') {
            return false;
        }
        if (!fence.isEmpty()) {
            return contained && line.charAt(0) != '>' && !ITEM.matcher(line).matches();
        }
        return !list || !ITEM.matcher(line).matches();
    }

    /** Whether the line starts an item of a list at the left edge. */
    boolean item(String line) {
        return fence.isEmpty() && html.isEmpty() && ITEM.matcher(line).matches();
    }

    boolean inside() {
        return !fence.isEmpty() || !html.isEmpty();
    }

    /** What has to stand before the rest so that it is read as the same thing; empty when nothing helps. */
    String reopening() {
        if (!fence.isEmpty()) {
            return contained ? "" : fenceLine + "\n";
        }
        return header;
    }

    /** The state before the rest when what reopens it was read. */
    ChunkState reopened() {
        ChunkState again = new ChunkState();
        if (!contained) {
            again.fence = fence;
            again.fenceLine = fenceLine;
        }
        again.header = header;
        return again;
    }

    void read(String line) {
        if (line.isBlank()) {
            header = "";
            previous = "";
            return;
        }
        if (!fence.isEmpty() && contained && line.charAt(0) != ' ' && line.charAt(0) != '>') {
            fence = "";
        }
        if (!fence.isEmpty()) {
            closeFence(line);
        } else if (!html.isEmpty()) {
            html = line.contains(html) ? "" : html;
        } else {
            open(line);
        }
        previous = line;
    }

    private void closeFence(String line) {
        String bare = (contained ? line.replace(">", " ") : line).strip();
        if (bare.length() >= fence.length() && bare.chars().allMatch(c -> c == fence.charAt(0))) {
            fence = "";
        }
    }

    private void open(String line) {
        list |= ITEM.matcher(line).matches();
        Matcher matcher = FENCE.matcher(line);
        if (matcher.matches()) {
            fence = matcher.group(2);
            contained = !matcher.group(1).isBlank() || list && matcher.group(1).length() > 1;
            fenceLine = line.length() < LONGEST_HEADER_CHARS ? line : fence;
            return;
        }
        html = htmlUntil(line);
        if (header.isEmpty()
                && line.indexOf('-') >= 0
                && previous.indexOf('|') >= 0
                && previous.length() < LONGEST_HEADER_CHARS
                && DELIMITERS.matcher(line).matches()) {
            header = previous + "\n" + line + "\n";
        }
    }

    /** What ends the block of HTML that starts here and that a blank line does not end; empty for none. */
    private static String htmlUntil(String line) {
        if (line.charAt(0) != '<') {
            return "";
        }
        String start = line.substring(0, Math.min(line.length(), 12)).toLowerCase(Locale.ROOT);
        String end = "";
        if (start.startsWith("<!--")) {
            end = "-->";
        } else if (start.startsWith("<?")) {
            end = "?>";
        } else {
            for (String tag : new String[] {"pre", "script", "style", "textarea"}) {
                end = start.startsWith("<" + tag) ? "</" + tag + ">" : end;
            }
        }
        return line.contains(end) ? "" : end;
    }
}
