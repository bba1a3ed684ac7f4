package sacred.app.line;

import java.util.Optional;

/** Where the lines of a conversation come from. */
interface LineSource extends AutoCloseable {

    /** What happened at the prompt. */
    sealed interface Read {}

    record Line(String text) implements Read {}

    /** Ctrl-C; what had been typed, if anything. */
    record Interrupted(String typed) implements Read {}

    /** No more lines will come. */
    record End() implements Read {}

    Read next();

    /** A lasting way to stop a running turn with Ctrl-C, where the source owns the keyboard. */
    void onInterrupt(Runnable action);

    @Override
    void close();

    /** The prompt as it is shown; empty where nobody looks. */
    Optional<String> prompt();
}
