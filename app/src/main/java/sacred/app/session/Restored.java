package sacred.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

/**
 * The models and the route mode that a timeline was left with: of each kind of switch the last one that can be in force again.
 *
 * @param notes about switches that cannot
 */
public record Restored(TurnSettings settings, List<String> notes) {

    private interface Switch {
        TurnSettings to(TurnSettings settings, String name) throws ProviderException;
    }

    static Restored of(Timeline timeline, TurnSettings settings, Named model) {
        List<String> notes = new ArrayList<>();
        TurnSettings models = last(timeline, "/model ", settings, (to, name) -> to.answeredBy(model.of(name)), notes);
        TurnSettings restored = last(
                timeline,
                "/route ",
                models,
                (to, mode) -> to.withMode(TurnSettings.Mode.valueOf(mode.toUpperCase(Locale.ROOT))),
                notes);
        return new Restored(restored, notes);
    }

    /** Reads the commands from the newest on, and nothing else: the timeline may be long. */
    private static TurnSettings last(
            Timeline timeline, String command, TurnSettings settings, Switch restoring, List<String> notes) {
        Sequence<Block> blocks = timeline.blocks();
        OptionalInt at = blocks.lastBefore(blocks.size(), Kind.COMMAND);
        while (at.isPresent()) {
            String text = blocks.get(at.getAsInt()).text();
            try {
                if (text.startsWith(command)) {
                    return restoring.to(settings, text.substring(command.length()));
                }
            } catch (IllegalArgumentException | ProviderException e) {
                notes.add("\"" + text + "\" of this timeline cannot be in force again: " + e.getMessage());
            }
            at = blocks.lastBefore(at.getAsInt(), Kind.COMMAND);
        }
        return settings;
    }
}
