package sacred.app.view;

import java.util.Locale;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.text.Tone;

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

    /** {@code 3 turns  212↑ 4,600↓  $0.0142}; nothing while nobody was asked, and no number that is not known. */
    private static String figures(Story story) {
        if (story.unread().isPresent()) {
            return "? turns";
        }
        long turns = story.turns();
        if (turns == 0) {
            return "";
        }
        String asked = String.format(Locale.ROOT, "%,d turn%s", turns, turns == 1 ? "" : "s");
        return story.timeline()
                .totals()
                .asked()
                .map(sum -> asked + "  " + Figures.tokens(sum.usage()) + "  " + Figures.money(sum.cost()))
                .orElse(asked);
    }
}
