package sacred.app.loop;

import sacred.app.command.Commands;

/**
 * Something that was submitted.
 *
 * @param text as it is asked or run
 * @param typed what of it the user wrote; only there an {@code @} names a file, never in a paste that was folded
 * @param sure whether the user was asked, and wants it sent although there is something like a key in it
 */
record Line(String text, String typed, boolean sure) {

    Line(String text, String typed) {
        this(text, typed, false);
    }

    Line asSure() {
        return new Line(text, typed, true);
    }

    /** Whether it is said to the program. What was pasted and folded is text, whatever it begins with. */
    boolean command() {
        return Commands.isCommand(text) && Commands.isCommand(typed);
    }

    /** Whether it need not wait for what runs. */
    boolean anytime() {
        return command() && Commands.anytime(text);
    }

    /** Whether it ends the program, whatever is on its way. */
    boolean leaves() {
        return command() && Commands.leaves(text);
    }

    /** What a model is asked: a second slash at the beginning stands for one that is no command. */
    String prompt() {
        return typed.startsWith("//") ? text.substring(1) : text;
    }

    static Line of(String text) {
        return new Line(text, text);
    }
}
