package sacred.app.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Markdown as HTML that is safe to put into a page of ours, read as the screen reads it: what a model writes shows and does
 * nothing. Its HTML is text, an image is its description and where it would be, a link leads only to the web or to an address
 * of mail, is marked as a stranger's, and shows where it leads. What cannot be seen in the text is shown as a mark. Pure; the time
 * is linear in the length.
 */
public final class MarkdownHtml {

    private static final Pattern BREAK = Pattern.compile("<br ?/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern FOLLOWED = Pattern.compile("(?:https?://|mailto:)[^\\s\\p{Cntrl}]+");
    /** The page has two levels of headings of its own. */
    private static final int LEVELS_ABOVE = 2;

    private static final int LOWEST_LEVEL = 6;

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .extensions(List.of(TablesExtension.create()))
            .nodeRendererFactory(Ours::new)
            .build();

    private MarkdownHtml() {}

    /** @param source need not be printable */
    public static String of(String source) {
        Chunks chunks = new Chunks(Chunks.ENOUGH);
        chunks.add(Printable.of(source));
        List<Chunks.Chunk> all = new ArrayList<>(chunks.takeClosed());
        List<Definition> definitions = chunks.definitions("");
        all.add(chunks.rest(""));
        StringBuilder html = new StringBuilder();
        for (Chunks.Chunk chunk : all) {
            Node document = Markdown.parsed(chunk, Definition.before(chunk.text(), definitions));
            document.accept(new Shown());
            html.append(RENDERER.render(document));
        }
        return html.toString();
    }

    /** An entity of HTML may stand for what cannot be seen, and is read after the text was looked at. */
    private static final class Shown extends AbstractVisitor {
        @Override
        public void visit(Text text) {
            text.setLiteral(Printable.inOneRow(text.getLiteral()));
        }

        @Override
        public void visit(FencedCodeBlock code) {
            code.setInfo(code.getInfo() == null ? null : Printable.inOneRow(code.getInfo()));
        }
    }

    /** Whether a link may be followed: anything else is shown and leads nowhere. */
    private static boolean isFollowed(String target) {
        return FOLLOWED.matcher(target.toLowerCase(Locale.ROOT)).matches();
    }

    /** What is written otherwise than the library would. */
    private record Ours(HtmlNodeRendererContext context, HtmlWriter out) implements NodeRenderer {

        Ours(HtmlNodeRendererContext context) {
            this(context, context.getWriter());
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, HtmlInline.class, Image.class, Link.class, Strike.Struck.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Heading heading -> {
                    String tag = "h" + Math.min(LOWEST_LEVEL, heading.getLevel() + LEVELS_ABOVE);
                    out.line();
                    inside(tag, Map.of(), heading);
                    out.line();
                }
                case HtmlInline html -> html(html.getLiteral());
                case Image image -> {
                    out.text("[image: ");
                    children(image);
                    out.text("]");
                    target(image.getDestination());
                }
                case Link link -> link(link);
                default -> inside("del", Map.of(), node);
            }
        }

        private void html(String literal) {
            if (BREAK.matcher(literal).matches()) {
                out.tag("br", Map.of(), true);
            } else {
                out.text(literal);
            }
        }

        private void link(Link link) {
            String target = link.getDestination();
            if (isFollowed(target)) {
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("href", context.encodeUrl(target));
                attributes.put("rel", "noopener noreferrer nofollow ugc");
                attributes.put("target", "_blank");
                inside("a", attributes, link);
            } else {
                children(link);
            }
            boolean says = link.getFirstChild() instanceof Text text
                    && text.getNext() == null
                    && (text.getLiteral().equals(target) || ("mailto:" + text.getLiteral()).equals(target));
            if (!says) {
                target(target);
            }
        }

        private void target(String target) {
            out.tag("span", Map.of("class", "target"));
            out.text(" (" + Printable.inOneRow(target) + ")");
            out.tag("/span");
        }

        private void inside(String tag, Map<String, String> attributes, Node node) {
            out.tag(tag, attributes);
            children(node);
            out.tag("/" + tag);
        }

        private void children(Node parent) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                context.render(node);
            }
        }
    }
}
