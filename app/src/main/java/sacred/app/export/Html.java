package sacred.app.export;

import java.io.IOException;
import java.io.Writer;
import sacred.app.text.Printable;

/**
 * HTML while it is written. Whatever is text is escaped here and nowhere else, and what cannot be seen in it is shown as a mark,
 * so that no text can be more than text. Names of elements and attributes are ours. Not thread-safe.
 */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** @param attributes names and values in turn */
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** An element that holds a text and nothing else. */
    Html leaf(String element, String classes, String text) {
        return open(element, "class", classes).text(text).close(element);
    }

    /** What is HTML already. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    Html newline() {
        out.append('\n');
        return this;
    }

    private void escape(String text) {
        String shown = Printable.of(text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    /** What was written until now leaves this, so that memory does not grow with the page. */
    void moveTo(Writer page) throws IOException {
        page.append(out);
        out.setLength(0);
    }
}
