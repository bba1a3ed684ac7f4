package sacred.app.text;

import java.util.Objects;

/**
 * A piece of one row in one style. The only way from text to a cell of the screen, and therefore the place where text
 * becomes printable: a span never holds a control character, a line break or a character that draws outside its own cell,
 * whatever it was made of.
 */
public record Span(String text, Style style) {

    public Span {
        text = Clusters.bounded(Printable.inOneRow(text));
        Objects.requireNonNull(style);
    }

    /** In columns. */
    public int width() {
        return Width.of(text);
    }
}
