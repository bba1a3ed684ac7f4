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

    /**
     * Asks something in the middle of a turn. What was typed before is thrown away: it answers nothing.
     *
     * @return what was typed; empty when nobody can be asked or the user broke off
     */
    Optional<String> answer(String question);

    /** What Ctrl-C does from now until the next line is read. */
    void onInterrupt(Runnable action);

    @Override
    void close();
}
