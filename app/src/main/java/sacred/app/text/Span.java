package sacred.app.text;

import java.util.Objects;

/**
 * A piece of one row in one style. The only way from text to a cell of the screen, and therefore the place where text
 * becomes printable: a span never holds a control character or a line break, whatever it was made of.
 */
public record Span(String text, Style style) {

    public Span {
        text = Printable.inOneRow(text);
        Objects.requireNonNull(style);
    }
}
