package sacred.app.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.Set;

/**
 * How a cell is painted.
 *
 * @param ink the colour of the text
 * @param ground the colour behind it
 */
record Look(TextColor ink, TextColor ground, Set<SGR> shape) {

    /** Stands for dim text, for which Lanterna has no word; nothing of ours blinks. */
    static final SGR DIM = SGR.BLINK;

    static final Look PLAIN = new Look(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, Set.of());

    Look {
        shape = Set.copyOf(shape);
    }

    static Look ink(TextColor ink, SGR... shape) {
        return new Look(ink, TextColor.ANSI.DEFAULT, Set.of(shape));
    }

    static Look shape(SGR... shape) {
        return ink(TextColor.ANSI.DEFAULT, shape);
    }

    static Look on(TextColor ground, TextColor ink) {
        return new Look(ink, ground, Set.of());
    }
}
