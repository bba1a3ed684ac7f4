package sacred.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/**
 * Who answers on a timeline that is gone on with, as its switches left it.
 *
 * @param problems sentences for the user: which switch cannot be in force again, and why
 */
record AsLeft(TurnSettings settings, List<String> problems) {

    /** @param otherwise what is in force where nothing was switched */
    static AsLeft of(Timeline timeline, TurnSettings otherwise, Named model) {
        TurnSettings settings = otherwise;
        List<String> problems = new ArrayList<>();
        for (Block block : timeline.blocks()) {
            if (block instanceof Block.Input input && input.command()) {
                try {
                    settings = after(input.text(), settings, model);
                } catch (IllegalArgumentException | ProviderException e) {
                    problems.add(
                            "\"" + input.text() + "\" of this timeline cannot be in force again: " + e.getMessage());
                }
            }
        }
        return new AsLeft(settings, List.copyOf(problems));
    }

    private static TurnSettings after(String command, TurnSettings before, Named model) throws ProviderException {
        String[] words = command.split(" ", 2);
        if (words.length < 2) {
            return before;
        }
        return switch (words[0]) {
            case "/model" -> before.answeredBy(model.of(words[1]));
            case "/route" -> before.withMode(TurnSettings.Mode.valueOf(words[1].toUpperCase(Locale.ROOT)));
            default -> before;
        };
    }
}
