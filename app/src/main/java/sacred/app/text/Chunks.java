package sacred.app.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a Markdown text that grows into chunks that can be laid out one by one: at a blank line before something that starts
 * at the left edge, outside a fence, a list and a block of HTML. What is longer than a chunk may be is cut anyway, within a
 * fence or a table so that the rest is read as what it is: no construct, however hostile, is ever seen at more than that size.
 *
 * <p>Where is cut depends only on what comes before, never on how the text was fed. Not thread-safe.
 */
final class Chunks {

    /** In characters; laying out so much takes about a millisecond. */
    static final int LIMIT = 16_384;

    /** In characters; a parser of its own for less is not worth it. */
    static final int ENOUGH = 1_000;

    /** @param continues whether it goes on with the block that the chunk before it ends with */
    record Chunk(String text, boolean continues) {}

    private final int enough;
    private final StringBuilder pending = new StringBuilder();
    private final List<Chunk> closed = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();

    private int lineStart;
    private int searched;
    private String opener = "";
    private boolean continues;
    private ChunkState state = new ChunkState();
    private boolean afterBlank;
    private int lastItem;

    /** @param enough how many characters a chunk has at least before it ends at a blank line */
    Chunks(int enough) {
        this.enough = enough;
    }

    void add(String text) {
        pending.append(text);
        while (true) {
            int newline = pending.indexOf("\n", searched);
            if (newline >= 0 && newline < LIMIT) {
                line(newline);
            } else if (pending.length() >= LIMIT) {
                force();
            } else {
                searched = pending.length();
                return;
            }
        }
    }

    /** The chunks that were finished since the last call. */
    List<Chunk> takeClosed() {
        List<Chunk> taken = List.copyOf(closed);
        closed.clear();
        return taken;
    }

    /** What is not finished, with something that is only held back by the caller. */
    Chunk rest(String held) {
        return new Chunk(opener + pending + held, continues);
    }

    /** The link targets that were defined so far, the first definition of a label first. */
    List<Definition> definitions(String held) {
        if (state.inside()) {
            return definitions;
        }
        List<Definition> all = new ArrayList<>(definitions);
        Definition.of(pending.substring(lineStart) + held).ifPresent(all::add);
        return all;
    }

    private void line(int end) {
        String line = pending.substring(lineStart, end);
        int next = end + 1;
        if (line.isBlank()) {
            afterBlank = true;
        } else {
            if (afterBlank && lineStart >= enough && state.mayStart(line)) {
                next -= lineStart;
                close(lineStart);
            }
            afterBlank = false;
            if (state.item(line)) {
                lastItem = lineStart;
            }
        }
        if (!state.inside() && definitions.size() < Definition.MOST) {
            Definition.of(line).ifPresent(definitions::add);
        }
        state.read(line);
        lineStart = next;
        searched = next;
    }

    /** Ends the chunk at a place where another block starts. */
    private void close(int at) {
        cut(at);
        opener = "";
        continues = false;
        state = new ChunkState();
    }

    /** Ends the chunk because it is too long, in the middle of something. */
    private void force() {
        String reopening = state.reopening();
        int at = forcedCut();
        cut(at);
        opener = reopening;
        continues = true;
        state = state.reopened();
        afterBlank = false;
    }

    private int forcedCut() {
        if (lastItem > LIMIT / 2 && state.reopening().isEmpty()) {
            return lastItem;
        }
        if (lineStart > LIMIT / 2) {
            return lineStart;
        }
        int blank = pending.lastIndexOf(" ", LIMIT - 1);
        if (blank > LIMIT / 2) {
            return blank + 1;
        }
        return Character.isLowSurrogate(pending.charAt(LIMIT - 1)) ? LIMIT : LIMIT - 1;
    }

    private void cut(int at) {
        closed.add(new Chunk(opener + pending.substring(0, at), continues));
        pending.delete(0, at);
        lineStart = 0;
        searched = 0;
        lastItem = 0;
    }
}
