package sacred.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;

/**
 * The models and the route mode that a timeline was left with.
 *
 * @param notes about switches that cannot be in force again
 */
public record Restored(TurnSettings settings, List<String> notes) {

    /** How a model is found by its name. */
    @FunctionalInterface
    public interface Named {
        ModelRef of(String reference) throws ProviderException;
    }

    static Restored of(Timeline timeline, TurnSettings settings, Named model) {
        TurnSettings restored = settings;
        List<String> notes = new ArrayList<>();
        for (Block block : timeline.blocks()) {
            if (block instanceof Block.Input input && input.command()) {
                try {
                    restored = after(input.text(), restored, model);
                } catch (IllegalArgumentException | ProviderException e) {
                    notes.add("\"" + input.text() + "\" of this timeline cannot be in force again: " + e.getMessage());
                }
            }
        }
        return new Restored(restored, notes);
    }

    private static TurnSettings after(String command, TurnSettings settings, Named model) throws ProviderException {
        String[] words = command.split(" ", 2);
        if (command.startsWith("/model ")) {
            return settings.answeredBy(model.of(words[1]));
        }
        if (command.startsWith("/route ")) {
            return settings.withMode(TurnSettings.Mode.valueOf(words[1].toUpperCase(Locale.ROOT)));
        }
        return settings;
    }
}
