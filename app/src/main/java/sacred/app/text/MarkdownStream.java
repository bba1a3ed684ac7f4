package sacred.app.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a Markdown text that grows, such as the answer of a model while it arrives: always those that {@link
 * Markdown#rows} gives for the same text. What can no longer change is laid out once, so that a step costs what is new. A text
 * that does not go on with the one before starts anew, and a new width lays out everything again. Not thread-safe.
 */
public final class MarkdownStream {

    /** A chunk that is finished, and how it looks. */
    private record Laid(Chunks.Chunk chunk, String definitions, List<Row> rows) {}

    private final List<Laid> laid = new ArrayList<>();
    /** Only grows; what was handed out shares it. */
    private List<Row> done = new ArrayList<>();

    private final int enough;
    private Chunks chunks;
    private Printable printable = new Printable();
    private List<Definition> definitions = List.of();
    private String seen = "";
    private int columns;
    private List<Row> shown = List.of();

    public MarkdownStream() {
        this(Chunks.ENOUGH);
    }

    /** @param enough how many characters are laid out at once at least */
    MarkdownStream(int enough) {
        this.enough = enough;
        chunks = new Chunks(enough);
    }

    public List<Row> rows(String textSoFar, int columns) {
        if (columns == this.columns && textSoFar.equals(seen)) {
            return shown;
        }
        if (!textSoFar.startsWith(seen)) {
            restart();
        }
        chunks.add(printable.next(textSoFar.substring(seen.length())));
        seen = textSoFar;
        String held = held();
        List<Definition> now = chunks.definitions(held);
        if (columns != this.columns || !now.equals(definitions)) {
            layOutAgain(now, columns);
        }
        for (Chunks.Chunk chunk : chunks.takeClosed()) {
            add(layOut(chunk));
        }
        Chunks.Chunk rest = chunks.rest(held);
        List<Row> open = layOut(rest).rows();
        List<Row> end = new ArrayList<>(spaced(rest, open) ? List.of(Row.EMPTY) : List.of());
        end.addAll(open);
        shown = new Stacked(done, end);
        return shown;
    }

    /** Whether this is the text that was laid out last. */
    public boolean shows(String text, int columns) {
        return columns == this.columns && text.equals(seen);
    }

    private void restart() {
        laid.clear();
        done = new ArrayList<>();
        chunks = new Chunks(enough);
        printable = new Printable();
        definitions = List.of();
        seen = "";
    }

    private void layOutAgain(List<Definition> now, int width) {
        boolean all = width != columns;
        columns = width;
        definitions = List.copyOf(now);
        done = new ArrayList<>();
        List<Laid> before = List.copyOf(laid);
        laid.clear();
        for (Laid old : before) {
            String used = Definition.before(old.chunk().text(), definitions);
            add(all || !used.equals(old.definitions()) ? layOut(old.chunk()) : old);
        }
    }

    private void add(Laid next) {
        laid.add(next);
        if (spaced(next.chunk(), next.rows())) {
            done.add(Row.EMPTY);
        }
        done.addAll(next.rows());
    }

    /** Whether a blank row stands between the rows so far and these. */
    private boolean spaced(Chunks.Chunk chunk, List<Row> next) {
        return !done.isEmpty() && !next.isEmpty() && !chunk.continues();
    }

    private Laid layOut(Chunks.Chunk chunk) {
        String used = Definition.before(chunk.text(), definitions);
        return new Laid(chunk, used, Markdown.rows(chunk, used, columns));
    }

    /** What the printable boundary keeps back, as it would look if the text ended here. */
    private String held() {
        if (seen.isEmpty()) {
            return "";
        }
        char last = seen.charAt(seen.length() - 1);
        return last == '\r' ? "\n" : Character.isHighSurrogate(last) ? "\uFFFD" : "";
    }
}
