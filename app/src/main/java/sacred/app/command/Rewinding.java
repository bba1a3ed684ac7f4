package sacred.app.command;

import java.io.IOException;
import java.util.Optional;
import sacred.cognition.Rewind;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/** /rewind: the conversation goes on after an earlier turn. */
final class Rewinding {

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
                : "The conversation goes on as it was after turn " + rewind.to() + ".";
        return told + " /rewind undo takes that back."
                + (toolsRan(rewind, timeline) ? " What tools have changed since then stays changed." : "");
    }

    private static boolean toolsRan(Rewind rewind, Timeline timeline) {
        for (Block block : timeline.blocks().reversed()) {
            if (block.head().turn() <= rewind.to()) {
                return false;
            }
            boolean ran = block instanceof Block.Tool tool && !tool.tools().isEmpty()
                    || block instanceof Block.Error error && !error.tools().isEmpty();
            if (ran) {
                return true;
            }
        }
        return false;
    }
}
