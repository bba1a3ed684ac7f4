package sacred.app.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** The text of one block as styled lines, before they are wrapped; a hard break starts a line. Not thread-safe. */
final class Inlines {

    private static final Pattern BARE_LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final String SENTENCE_MARKS = ".,;:!?'*_~。，、；：！？";
    private static final String OPENING = "([{（「『【";
    private static final String CLOSING = ")]}）」』】";
    private static final Pattern BREAK = Pattern.compile("<br ?/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TASK = Pattern.compile("\\[([ xX])] ");

    private final List<List<Span>> lines = new ArrayList<>();
    private final RowBuilder line = new RowBuilder();

    private Inlines() {}

    static List<List<Span>> lines(Node parent, Style style) {
        Inlines inlines = new Inlines();
        inlines.children(parent, style);
        inlines.lines.add(inlines.line.spans());
        return inlines.lines;
    }

    private void children(Node parent, Style style) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            add(node, style);
        }
    }

    private void add(Node node, Style style) {
        switch (node) {
            case Text text -> text(text, style);
            case SoftLineBreak soft -> line.add(" ", style);
            case HardLineBreak hard -> lines.add(line.spans());
            case Emphasis emphasis -> children(emphasis, style.asItalic());
            case StrongEmphasis strong -> children(strong, style.asBold());
            case Strike.Struck struck -> children(struck, style.asStruck());
            case Code code -> line.add(code.getLiteral(), style.with(Tone.LITERAL));
            case HtmlInline html -> html(html.getLiteral(), style);
            case Link link -> link(link, style);
            case Image image -> image(image, style);
            default -> children(node, style);
        }
    }

    private void text(Text node, Style style) {
        String text = node.getLiteral();
        if (startsItem(node)) {
            Matcher task = TASK.matcher(text);
            if (task.lookingAt()) {
                line.add(task.group(1).isBlank() ? "☐ " : "☑ ", style);
                text = text.substring(task.end());
            }
        }
        int done = 0;
        for (Matcher bare = BARE_LINK.matcher(text); text.contains("://") && bare.find(); ) {
            line.add(text, done, bare.start(), style);
            int end = bare.start() + linkLength(bare.group());
            line.add(text, bare.start(), end, style.with(Tone.LINK));
            done = end;
        }
        line.add(text, done, text.length(), style);
    }

    /** Without the marks of the sentence that it stands in, and without a bracket that was opened before it. */
    private static int linkLength(String link) {
        int[] open = new int[OPENING.length()];
        link.chars().forEach(c -> {
            if (OPENING.indexOf(c) >= 0) {
                open[OPENING.indexOf(c)]++;
            } else if (CLOSING.indexOf(c) >= 0) {
                open[CLOSING.indexOf(c)]--;
            }
        });
        int end = link.length();
        while (end > 0) {
            int bracket = CLOSING.indexOf(link.charAt(end - 1));
            boolean foreign = bracket >= 0 && open[bracket] < 0;
            if (!foreign && SENTENCE_MARKS.indexOf(link.charAt(end - 1)) < 0) {
                return end;
            }
            if (foreign) {
                open[bracket]++;
            }
            end--;
        }
        return link.length();
    }

    private static boolean startsItem(Node node) {
        return node.getPrevious() == null
                && node.getParent().getPrevious() == null
                && node.getParent().getParent() instanceof org.commonmark.node.ListItem;
    }

    private void html(String literal, Style style) {
        if (BREAK.matcher(literal).matches()) {
            lines.add(line.spans());
        } else {
            line.add(literal, style.with(Tone.MUTED));
        }
    }

    /** The label and where it leads; once when it is the same. */
    private void link(Link link, Style style) {
        List<List<Span>> label = lines(link, style.with(Tone.LINK).asUnderlined());
        String target = link.getDestination();
        String text = text(label);
        if (text.equals(target) || ("mailto:" + text).equals(target)) {
            line.add(text, style.with(Tone.LINK));
            return;
        }
        label.forEach(line::add);
        target(target, style, text.isEmpty());
    }

    private void image(Image image, Style style) {
        line.add("[image: ", style.with(Tone.MUTED));
        lines(image, style).forEach(line::add);
        line.add("]", style.with(Tone.MUTED));
        target(image.getDestination(), style, false);
    }

    private void target(String target, Style style, boolean alone) {
        line.add(alone ? "(" : " (", style.with(Tone.MUTED));
        line.add(target, style.with(Tone.LINK));
        line.add(")", style.with(Tone.MUTED));
    }

    private static String text(List<List<Span>> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(l -> l.forEach(s -> text.append(s.text())));
        return text.toString();
    }
}
