package sacred.providers;

import java.time.Duration;

/** A piece of an answer while it arrives. */
public sealed interface Chunk {

    /** What it adds to the answer or the reasoning; empty for a silence. */
    String text();

    /** A piece of the answer itself. */
    record Text(String text) implements Chunk {}

    /** A piece of the model's reasoning, which is not part of the answer. */
    record Thinking(String text) implements Chunk {}

    /**
     * For a while no piece has come. Told once for each silence, so that nobody waits without knowing why.
     *
     * @param why a sentence without its end
     * @param left until the request is given up
     */
    record Silence(String why, Duration left) implements Chunk {
        @Override
        public String text() {
            return "";
        }
    }
}
