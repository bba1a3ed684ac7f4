package sacred.app.view;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.timeline.Block;

/**
 * What stands at the right of a prompt: the number of its turn, as commands take it, and when it was asked. Where there is no room
 * for both, the time alone.
 *
 * @param columns of the screen
 */
record PromptMark(Block.Input input, ZoneId zone, int columns) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    /** Narrower screens have the number only beside a prompt that leaves room for it. */
    private static final int WIDE = 60;

    /** How many columns a prompt leaves to it, with a space between. */
    int room() {
        return (columns < WIDE ? time() : full()).width() + 1;
    }

    Row beside(Row left) {
        Row full = full();
        return Row.leftAndRight(left, left.width() + full.width() < columns ? full : time(), columns);
    }

    private Row full() {
        return Row.of("turn " + input.head().turn() + " · ", Style.MUTED).plus(time());
    }

    private Row time() {
        return Row.of(TIME.format(input.head().at().atZone(zone)) + " ", Style.MUTED);
    }
}
