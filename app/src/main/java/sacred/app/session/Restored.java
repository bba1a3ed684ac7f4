package sacred.app.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        Map<String, Switch> open = new LinkedHashMap<>();
        open.put("/model ", (to, name) -> to.answeredBy(model.of(name)));
        open.put("/route ", (to, mode) -> to.withMode(TurnSettings.Mode.valueOf(mode.toUpperCase(Locale.ROOT))));
        return last(timeline, settings, open);
    }

    /**
     * Reads the commands from the newest on, and nothing else: the timeline may be long.
     *
     * @param open the switches of which none is in force yet, by how they begin
     */
    private static Restored last(Timeline timeline, TurnSettings before, Map<String, Switch> open) {
        List<String> notes = new ArrayList<>();
        TurnSettings settings = before;
        Sequence<Block> blocks = timeline.blocks();
        OptionalInt at = blocks.lastBefore(blocks.size(), Kind.COMMAND);
        while (at.isPresent() && !open.isEmpty()) {
            String text = blocks.get(at.getAsInt()).text();
            Optional<String> command =
                    open.keySet().stream().filter(text::startsWith).findFirst();
            if (command.isPresent()) {
                try {
                    settings = open.get(command.get())
                            .to(settings, text.substring(command.get().length()));
                    open.remove(command.get());
                } catch (IllegalArgumentException | ProviderException e) {
                    notes.add("\"" + text + "\" of this timeline cannot be in force again: " + e.getMessage());
                }
            }
            at = blocks.lastBefore(at.getAsInt(), Kind.COMMAND);
        }
        return new Restored(settings, notes);
    }
}
