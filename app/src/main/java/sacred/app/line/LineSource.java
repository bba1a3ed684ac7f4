package sacred.app.line;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where the lines of a conversation come from. */
interface LineSource extends AutoCloseable {

    Pattern YES = Pattern.compile("y(es)?", Pattern.CASE_INSENSITIVE);

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

    /** Whether the user says yes to a question, after having had a chance to read it; no where nobody can be asked. */
    default boolean confirmed(String question) {
        return answer(question)
                .filter(answer -> YES.matcher(answer.strip()).matches())
                .isPresent();
    }

    /** Says something while a line is being written, without disturbing it. Any thread. */
    void beside(String line);

    /** What Ctrl-C does from now until the next line is read. */
    void onInterrupt(Runnable action);

    @Override
    void close();
}
