package sacred.cognition.tool.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as a reader sees it: one line a block, a mark before headings and items of lists, no scripts, and nothing that a
 * reader does not see.
 */
final class ReadableHtml implements NodeVisitor {

    /** A tree takes up to fifty times the bytes it is made of. */
    private static final int PARSED_BYTES = 2_000_000;

    private static final String UNSEEN = "script, style, noscript, template, svg, canvas, iframe, object, [hidden],"
            + " [aria-hidden=true], [style~=(?i)display\\s*:\\s*none], [style~=(?i)visibility\\s*:\\s*hidden]";
    private static final Set<String> CELLS = Set.of("td", "th");

    private final StringBuilder out = new StringBuilder();

    private ReadableHtml() {}

    static PageText of(byte[] body, Optional<Charset> charset, String address) {
        Document page;
        try {
            int length = Math.min(body.length, PARSED_BYTES);
            page = Jsoup.parse(
                    new ByteArrayInputStream(body, 0, length),
                    charset.map(Charset::name).orElse(null),
                    address);
        } catch (IOException e) {
            // bytes in memory do not fail
            throw new UncheckedIOException(e);
        }
        String title = page.title();
        page.select(UNSEEN).remove();
        ReadableHtml reader = new ReadableHtml();
        page.body().traverse(reader);
        String cut = body.length > PARSED_BYTES ? "\n[only the first 2 MB of the page were read]" : "";
        return new PageText(title, reader.text() + cut);
    }

    private String text() {
        return out.toString()
                .replaceAll("[ \\t\\u00a0]*\\n([ \\t\\u00a0]*\\n)*", "\n")
                .strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            boolean literal = text.parent() instanceof Element e && e.closest("pre") != null;
            boolean begins = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
            out.append(literal ? text.getWholeText() : begins ? text.text().stripLeading() : text.text());
        } else if (node instanceof Element element) {
            if (element.isBlock() || element.nameIs("br")) {
                out.append('\n');
            }
            if (element.normalName().matches("h[1-6]")) {
                out.append("#".repeat(element.normalName().charAt(1) - '0')).append(' ');
            } else if (element.nameIs("li")) {
                out.append("- ");
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (CELLS.contains(element.normalName())) {
                out.append("  ");
            } else if (element.isBlock()) {
                out.append('\n');
            }
        }
    }
}
