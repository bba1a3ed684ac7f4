package sacred.app.text;

import java.util.List;
import java.util.Objects;

/**
 * Everything that is on the screen at one moment.
 *
 * @param rows from the top; as many as the screen has
 * @param cursorColumn where the caret is, in columns from 0
 * @param cursorRow in rows from 0
 */
public record Frame(List<Row> rows, int cursorColumn, int cursorRow, Theme theme) {

    public Frame {
        rows = List.copyOf(rows);
        Objects.requireNonNull(theme);
    }
}
