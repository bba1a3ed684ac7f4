package sacred.providers;

/** A piece of an answer while it arrives. */
public sealed interface Chunk {

    String text();

    /** A piece of the answer itself. */
    record Text(String text) implements Chunk {}

    /** A piece of the model's reasoning, which is not part of the answer. */
    record Thinking(String text) implements Chunk {}
}
