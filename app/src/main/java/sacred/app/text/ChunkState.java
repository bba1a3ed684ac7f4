package sacred.app.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In what a line of Markdown stands, as far as it matters for cutting the text. A fence in a list or a quote does not: it ends
 * with them, whatever is in it, at the first line at the left edge. Not thread-safe.
 */
final class ChunkState {

    /** What may stand on the left of a block: the indents and marks of the quotes and lists that it is in. */
    static final String CONTAINER = "(?: |>|[-*+] |[0-9]{1,9}[.)] ){0,40}";

    private static final Pattern ITEM = Pattern.compile("( {0,3}(?:[-*+]|[0-9]{1,9}[.)]))( .*)?", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}+(?=[^`]*$)|~{3,}+).*", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile(CONTAINER + "</?[a-zA-Z]");
    private static final Pattern DELIMITERS = Pattern.compile("[|: -]{3,2000}");
    private static final int LONGEST_HEADER_CHARS = 2000;

    /** How far what belongs to an item of the list is indented; 0 outside of lists. */
    private int listIndent;

    private String html = "";
    private String fence = "";
    private String fenceLine = "";
    private String header = "";
    /** Whether a block of HTML may have started that ends with a blank line, and in which nothing else starts. */
    private boolean tag;

    /** Whether something may have started in one; where the text may be cut is not known any more. */
    private boolean unsure;

    private String previous = "";

    /** Whether a line after a blank one starts a block that has nothing to do with the one before. */
    boolean mayStart(String line) {
        return !unsure && !inside() && line.charAt(0) != ' ' && (listIndent == 0 || !startsItem(line));
    }

    /** Whether the line starts an item of a list at the left edge. */
    boolean item(String line) {
        return !inside() && line.charAt(0) != ' ' && startsItem(line);
    }

    /** Whether a blank line ends nothing. */
    boolean inside() {
        return !fence.isEmpty() || !html.isEmpty();
    }

    /** What has to stand before the rest so that it is read as the same thing; empty when nothing helps. */
    String reopening() {
        return fence.isEmpty() ? header : fenceLine + "\n";
    }

    /** The state before the rest when what reopens it was read. */
    ChunkState reopened() {
        ChunkState again = new ChunkState();
        again.fence = fence;
        again.fenceLine = fenceLine;
        again.header = header;
        return again;
    }

    void read(String line) {
        if (!fence.isEmpty()) {
            closeFence(line);
        } else if (!html.isEmpty()) {
            html = line.contains(html) ? "" : html;
        } else if (line.isBlank()) {
            header = "";
            tag = false;
        } else {
            open(line);
        }
        previous = line.isBlank() ? "" : line;
    }

    private void closeFence(String line) {
        String bare = line.strip();
        if (indent(line) < 4 && bare.length() >= fence.length() && bare.chars().allMatch(c -> c == fence.charAt(0))) {
            fence = "";
        }
    }

    private void open(String line) {
        if (!header.isEmpty() && line.indexOf('|') >= 0) {
            // a row, whatever else it looks like
            return;
        }
        list(line);
        int indent = indent(line);
        boolean outside = indent < 4 && (listIndent == 0 || indent < listIndent);
        Matcher matcher = FENCE.matcher(line);
        boolean fenced = outside && matcher.matches();
        String until = outside ? htmlUntil(line.strip()) : "";
        unsure |= tag && fenced || !until.isEmpty() && !previous.isEmpty();
        tag |= TAG.matcher(line).lookingAt();
        if (fenced) {
            listIndent = 0;
            fence = matcher.group(1);
            fenceLine = line.length() < LONGEST_HEADER_CHARS ? line : fence;
            return;
        }
        html = until;
        if (header.isEmpty()
                && line.indexOf('-') >= 0
                && previous.indexOf('|') >= 0
                && previous.length() < LONGEST_HEADER_CHARS
                && DELIMITERS.matcher(line).matches()) {
            header = previous + "\n" + line + "\n";
        }
    }

    private void list(String line) {
        Matcher item = ITEM.matcher(line);
        if (item.matches()) {
            int indent = indent(line);
            if (listIndent == 0 || indent < listIndent) {
                String rest = item.group(2) == null ? "" : item.group(2);
                int blanks = indent(rest);
                listIndent = item.group(1).length() + (rest.isBlank() || blanks > 4 ? 1 : blanks);
            }
        } else if (line.charAt(0) == '#' || line.charAt(0) != ' ' && previous.isEmpty()) {
            listIndent = 0;
        }
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static boolean startsItem(String line) {
        return ITEM.matcher(line).matches();
    }

    /** What ends the block of HTML that starts here and that a blank line does not end; empty for none. */
    private static String htmlUntil(String line) {
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
