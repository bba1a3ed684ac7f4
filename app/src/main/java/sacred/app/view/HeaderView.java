package sacred.app.view;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Usage;

/** The first row: the program, the timeline, and what it cost so far. */
public final class HeaderView {

    private static final Style BAR = Style.of(Tone.BAR);

    private HeaderView() {}

    /** @param words what stands between the name of the program and the figures */
    public static Row row(String words, Story story, int columns) {
        Row left = Row.of(" sacred", BAR.asBold()).plus("  " + words, BAR);
        return Row.leftAndRight(left, Row.of(figures(story) + " ", BAR), columns)
                .restyled(style -> style.with(Tone.BAR));
    }

    /** {@code 3 turns  212↑ 4,600↓  $0.0142}; nothing while nobody was asked. */
    private static String figures(Story story) {
        Set<Integer> commands = story.timeline().blocks().stream()
                .filter(block -> block instanceof Block.Input input && input.command())
                .map(block -> block.head().turn())
                .collect(Collectors.toSet());
        List<Event.Closed> closed = story.timeline().closings().stream()
                .filter(end -> !commands.contains(end.turn()) || !end.usage().equals(Usage.NONE))
                .toList();
        long turns = story.turns();
        if (turns == 0) {
            return "";
        }
        String asked = String.format(Locale.ROOT, "%,d turn%s", turns, turns == 1 ? "" : "s");
        if (closed.isEmpty()) {
            return asked;
        }
        Usage usage = Usage.sum(closed.stream().map(Event.Closed::usage).toList());
        Cost cost = Cost.sum(closed.stream().map(Event.Closed::cost).toList());
        return asked + "  " + Figures.tokens(usage) + "  " + Figures.money(cost);
    }
}
