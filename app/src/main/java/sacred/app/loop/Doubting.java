package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;

/**
 * The question whether a line with something like a secret in it is sent. Only a key that was pressed after the question was on
 * the screen answers it: Enter sends, Escape goes back to the text; whatever was typed ahead and whatever is pasted does neither.
 */
final class Doubting {

    private static final String ANSWERS = "Enter sends it · Esc goes back to the text";

    private Doubting() {}

    /** @param written whether the line still stands in the prompt */
    static State asked(State state, Line line, String sentence, boolean written) {
        return state.quiet().withOverlay(Optional.of(new Overlay.Doubt(line, sentence, written, false)));
    }

    /** A frame with the question is on the screen, and what was typed before has been read. */
    static State shown(State state) {
        return state.overlay().orElse(null) instanceof Overlay.Doubt doubt
                ? state.withOverlay(
                        Optional.of(new Overlay.Doubt(doubt.line(), doubt.sentence(), doubt.written(), true)))
                : state;
    }

    static boolean unseen(State state) {
        return state.overlay().orElse(null) instanceof Overlay.Doubt doubt && !doubt.shown();
    }

    static Step answered(State state, Overlay.Doubt doubt, Input input) {
        if (!doubt.shown() || !(input instanceof Key key)) {
            return Step.of(state);
        }
        State closed = state.withOverlay(Optional.empty());
        if (key.name() == Name.ENTER && key.plain()) {
            return doubt.written()
                    ? Submission.sent(closed, doubt.line().asSure())
                    : Submission.submit(closed, doubt.line().asSure());
        }
        boolean back = key.name() == Name.ESCAPE
                || key.ctrl() && (key.text().equals("c") || key.text().equals("g"));
        if (!back) {
            return Step.of(state);
        }
        State told = closed.flashing("not sent");
        return doubt.written() || !state.prompt().editor().isEmpty()
                ? Step.of(told)
                : Update.written(told, doubt.line().text());
    }

    static List<Row> rows(Overlay.Doubt doubt, int columns, int height) {
        List<Row> rows = new ArrayList<>();
        for (Row row : Wrap.rows(List.of(new Span(doubt.sentence(), Style.of(Tone.WARNING))), columns - 2)) {
            rows.add(Row.of(" ", Style.TEXT).plus(row));
        }
        rows.add(Row.of(" " + ANSWERS, Style.ACCENT.asBold()).shortened(columns));
        return rows.subList(Math.max(0, rows.size() - height), rows.size());
    }
}
