package sacred.app.line;

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

    /** What Ctrl-C does from now until the next line is read. */
    void onInterrupt(Runnable action);

    @Override
    void close();
}
