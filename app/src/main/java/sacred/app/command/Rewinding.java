package sacred.app.command;

import java.io.IOException;
import java.util.Optional;
import sacred.cognition.Rewind;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

/** /rewind: the conversation goes on after an earlier turn. */
final class Rewinding {

    private static final int PROMPT_CHARACTERS = 34;

    private Rewinding() {}

    static void rewind(Desk desk, String argument) throws IOException {
        Timeline timeline = desk.session().timeline();
        boolean number = argument.matches("[0-9]{1,9}");
        if (!number && !argument.isEmpty() && !argument.equals("undo")) {
            desk.say("/rewind takes the number of the turn after which to go on, or undo, not \"" + argument + "\".");
            return;
        }
        int next = timeline.nextTurn();
        Optional<Rewind> rewind = number
                ? Optional.of(new Rewind(next, Integer.parseInt(argument))).filter(r -> r.to() < next)
                : argument.isEmpty() ? Rewind.byOnePrompt(timeline) : Rewind.undoing(timeline);
        if (rewind.isEmpty()) {
            desk.say(
                    number
                            ? "There is no turn " + argument + " yet."
                            : argument.isEmpty() ? "There is nothing to go back behind." : "Nothing was rewound.");
            return;
        }
        desk.switchTo(desk.session().settings(), rewind.get().command(), sentence(rewind.get(), timeline));
    }

    private static String sentence(Rewind rewind, Timeline timeline) {
        String told = rewind.to() == 0
                ? "The conversation begins anew: models are told of nothing before."
                : "The conversation goes on as it was after turn " + rewind.to() + named(rewind, timeline) + ".";
        return told + " /rewind undo takes that back."
                + (toolsRan(rewind, timeline) ? " What tools have changed since then stays changed." : "");
    }

    /** The prompt that is then the last one; the turn may be that of a command. */
    private static String named(Rewind rewind, Timeline timeline) {
        Optional<Block.Input> prompt = rewind.prompt(timeline);
        if (prompt.isEmpty()) {
            return ", when no prompt was told";
        }
        String words = "(«" + beginning(prompt.get().text()) + "»)";
        int turn = prompt.get().head().turn();
        return turn == rewind.to() ? " " + words : ", whose last prompt is that of turn " + turn + " " + words;
    }

    private static String beginning(String prompt) {
        String line = prompt.strip().lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= PROMPT_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, PROMPT_CHARACTERS - 1)) + "…";
    }

    private static boolean toolsRan(Rewind rewind, Timeline timeline) {
        Sequence<Block> blocks = timeline.blocks();
        for (int i = blocks.size() - 1; i >= 0 && blocks.turn(i) > rewind.to(); i--) {
            boolean possible = blocks.kind(i) == Kind.TOOL || blocks.kind(i) == Kind.ERROR;
            if (possible && toolsRan(blocks.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean toolsRan(Block block) {
        return block instanceof Block.Tool tool && !tool.tools().isEmpty()
                || block instanceof Block.Error error && !error.tools().isEmpty();
    }
}
