package sacred.providers.langchain;

import java.util.function.Consumer;
import sacred.providers.Chunk;

/**
 * Splits reasoning off that a model writes into its answer between {@code <think>} tags. Only at the very beginning:
 * anywhere else the tags are text that somebody wanted to see.
 */
final class ThinkTags {

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        BEGINNING,
        THINKING,
        BETWEEN,
        TEXT
    }

    private final Consumer<Chunk> out;
    private final StringBuilder held = new StringBuilder();
    private State state = State.BEGINNING;

    ThinkTags(Consumer<Chunk> out) {
        this.out = out;
    }

    void text(String piece) {
        held.append(piece);
        if (state == State.BEGINNING) {
            begin();
        }
        if (state == State.THINKING) {
            think();
        }
        if (state == State.BETWEEN) {
            skipBlank();
        }
        if (state == State.TEXT) {
            pass(held.length());
        }
    }

    /** The answer has ended: what might have become a tag is none. */
    void end() {
        if (state == State.THINKING) {
            thought(held.length());
        } else if (state != State.BETWEEN) {
            pass(held.length());
        }
    }

    private void begin() {
        String seen = held.toString().stripLeading();
        if (seen.startsWith(OPEN)) {
            held.setLength(0);
            held.append(seen, OPEN.length(), seen.length());
            state = State.THINKING;
        } else if (!OPEN.startsWith(seen)) {
            state = State.TEXT;
        }
    }

    private void think() {
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            thought(close);
            held.delete(0, CLOSE.length());
            state = State.BETWEEN;
            return;
        }
        int safe = held.length();
        for (int tail = Math.min(CLOSE.length() - 1, held.length()); tail > 0; tail--) {
            if (CLOSE.startsWith(held.substring(held.length() - tail))) {
                safe = held.length() - tail;
                break;
            }
        }
        thought(safe);
    }

    private void skipBlank() {
        int at = 0;
        while (at < held.length() && Character.isWhitespace(held.charAt(at))) {
            at++;
        }
        held.delete(0, at);
        state = held.isEmpty() ? State.BETWEEN : State.TEXT;
    }

    private void thought(int length) {
        if (length > 0) {
            out.accept(new Chunk.Thinking(held.substring(0, length)));
            held.delete(0, length);
        }
    }

    private void pass(int length) {
        if (length > 0) {
            out.accept(new Chunk.Text(held.substring(0, length)));
            held.delete(0, length);
        }
    }
}
