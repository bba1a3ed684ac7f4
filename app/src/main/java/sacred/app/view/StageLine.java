package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;

/**
 * The one line of a stage: mark, name, who did it, what came of it, and figures at the right edge. What does not fit gives
 * way in the order who, what; the name and the figures stay.
 *
 * @param mark one column
 */
record StageLine(String mark, String name, Tone tone, String who, String what, Tone whatTone, String figures) {

    private static final int INDENT = 3;
    private static final int NAME_COLUMNS = 9;
    private static final int WHO_COLUMNS = 28;
    /** Narrower screens have no column of their own for who did it. */
    private static final int WIDE = 72;

    static StageLine of(String name, Tone tone, String who, String what, String figures) {
        return new StageLine(" ", name, tone, who, what, Tone.TEXT, figures);
    }

    StageLine marked(String other) {
        return new StageLine(other, name, tone, who, what, whatTone, figures);
    }

    StageLine saying(String other, Tone otherTone) {
        return new StageLine(mark, name, tone, who, other, otherTone, figures);
    }

    Row row(int columns) {
        Row right = Row.of(figures + " ", Style.MUTED);
        List<Span> left = new ArrayList<>();
        left.add(new Span(" " + mark + " ", Style.of(tone)));
        left.add(new Span(padded(name, NAME_COLUMNS), Style.of(tone).asBold()));
        if (columns >= WIDE) {
            int width = Math.min(WHO_COLUMNS, columns / 3 - 3);
            left.add(new Span(padded(who, width) + " ", Style.TEXT));
            left.add(new Span(what, Style.of(whatTone)));
        } else {
            left.add(new Span(what.isEmpty() ? who : what, Style.of(whatTone)));
        }
        return Row.leftAndRight(new Row(left), right, columns);
    }

    private static String padded(String text, int columns) {
        return Row.of(text, Style.TEXT).cut(columns).padded(columns, Style.TEXT).text();
    }
}
