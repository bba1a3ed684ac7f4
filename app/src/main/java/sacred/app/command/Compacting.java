package sacred.app.command;

import java.io.IOException;
import sacred.cognition.Conversation;
import sacred.cognition.Reach;
import sacred.providers.ProviderKind;
import sacred.timeline.Compaction;
import sacred.timeline.Timeline;

/** /compact: a summary takes the place of the conversation so far. */
final class Compacting {

    private Compacting() {}

    static void compact(Desk desk, String argument) throws IOException, InterruptedException {
        Timeline timeline = desk.session().timeline();
        Conversation told = Conversation.of(
                timeline.nextTurn(),
                timeline,
                Reach.tokens(desk.session().settings(), desk.setup().world().models()),
                desk.session().contents());
        if (argument.equals("undo")) {
            undo(desk, told);
            return;
        }
        if (desk.session().settings().format().provider().equals(ProviderKind.BUILTIN.wire())) {
            desk.say("The built-in engine cannot write a summary; /model chooses somebody who can.");
        } else if (told.exchanges().size() < (told.summary().isPresent() ? 2 : 1)) {
            desk.say("There is nothing to summarise: nothing was answered yet, or nothing since the last summary.");
        } else {
            desk.compact(argument);
        }
    }

    private static void undo(Desk desk, Conversation told) throws IOException {
        if (told.summary().isEmpty()) {
            desk.say("No summary is told in the place of earlier turns.");
            return;
        }
        Compaction summary = told.summary().get();
        desk.switchTo(
                desk.session().settings(),
                Conversation.UNDO_SUMMARY,
                "Models are told of " + summary.turns() + " word for word again.");
    }
}
