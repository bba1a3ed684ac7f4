package sacred.app.session;

import java.util.Optional;
import sacred.cognition.Rewind;
import sacred.timeline.Timeline;

/** What a user is told who goes on with a timeline. */
public final class Resumed {

    private Resumed() {}

    /** Where they are; empty where the conversation goes through no prompt. */
    public static Optional<String> sentence(Timeline timeline) {
        long turns = timeline.totals().prompts();
        return Rewind.lastPrompt(timeline)
                .map(last -> "Going on after " + turns + (turns == 1 ? " turn" : " turns") + ". The last prompt was: "
                        + last.text().lines().findFirst().orElse(""));
    }
}
