package sacred.app.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

/** The blocks of a parsed Markdown text as rows. The parser bounds how deeply they are nested. Not thread-safe. */
final class Blocks {

    /** With less room than that, what is nested is no longer indented. */
    private static final int NARROWEST = 4;

    private static final Row QUOTE = Row.of("▎ ", Style.of(Tone.QUOTE));
    private static final Row CODE = Row.of("│ ", Style.FAINT);
    private static final Row CODE_GOES_ON = Row.of("┆ ", Style.FAINT);

    private boolean continues;
    private int depth;

    /** @param continues whether the first block goes on with one that is already shown */
    Blocks(boolean continues) {
        this.continues = continues;
    }

    /** @param tight whether no blank row stands between blocks */
    List<Row> rows(Node parent, int columns, boolean tight) {
        List<Row> rows = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            List<Row> next = block(node, columns);
            if (!rows.isEmpty() && !next.isEmpty() && !tight) {
                rows.add(Row.EMPTY);
            }
            rows.addAll(next);
            continues = false;
        }
        return rows;
    }

    private List<Row> block(Node node, int columns) {
        return switch (node) {
            case Heading heading -> text(heading, heading(heading.getLevel()), columns);
            case Paragraph paragraph -> text(paragraph, Style.TEXT, columns);
            case BlockQuote quote -> indented(quote, QUOTE, QUOTE, columns, false);
            case ListBlock list -> list(list, columns);
            case FencedCodeBlock code -> code(code.getLiteral(), code.getInfo(), columns);
            case IndentedCodeBlock code -> code(code.getLiteral(), "", columns);
            case HtmlBlock html -> html(html.getLiteral(), columns);
            case ThematicBreak rule -> List.of(Row.of("─".repeat(columns), Style.FAINT));
            case TableBlock table -> Table.rows(table, columns);
            case LinkReferenceDefinition shownWhereItIsUsed -> List.of();
            default -> rows(node, columns, false);
        };
    }

    private static Style heading(int level) {
        Style style = Style.of(Tone.HEADING);
        return switch (level) {
            case 1 -> style.asBold().asUnderlined();
            case 2 -> style.asBold();
            case 3 -> style.asBold().asItalic();
            default -> style.asItalic();
        };
    }

    private static List<Row> text(Node node, Style style, int columns) {
        List<Row> rows = new ArrayList<>();
        for (List<Span> line : Inlines.lines(node, style)) {
            rows.addAll(Wrap.rows(line, columns));
        }
        return rows;
    }

    private List<Row> list(ListBlock list, int columns) {
        List<Row> rows = new ArrayList<>();
        int number = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : 0;
        int last = number;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            last++;
        }
        int digits = String.valueOf(Math.max(number, last - 1)).length();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (!rows.isEmpty() && !list.isTight()) {
                rows.add(Row.EMPTY);
            }
            String marker = list instanceof OrderedList ordered
                    ? " ".repeat(digits - String.valueOf(number).length()) + number + ordered.getMarkerDelimiter() + " "
                    : depth % 2 == 0 ? "• " : "◦ ";
            Row first = Row.of(marker, Style.MUTED);
            Row following = Row.of(" ".repeat(marker.length()), Style.TEXT);
            depth++;
            rows.addAll(indented(item, first, following, columns, list.isTight()));
            depth--;
            number++;
        }
        return rows;
    }

    private List<Row> indented(Node parent, Row first, Row following, int columns, boolean tight) {
        int indent = first.width();
        if (columns - indent < NARROWEST) {
            return unindented(parent, first, columns, tight);
        }
        List<Row> inner = rows(parent, columns - indent, tight);
        List<Row> rows = new ArrayList<>();
        for (Row row : inner.isEmpty() ? List.of(Row.EMPTY) : inner) {
            Row prefix = rows.isEmpty() ? first : row.spans().isEmpty() && following != first ? Row.EMPTY : following;
            rows.add(prefix.plus(row));
        }
        return rows;
    }

    private List<Row> unindented(Node parent, Row first, int columns, boolean tight) {
        List<Row> rows = new ArrayList<>();
        if (first != QUOTE) {
            rows.add(first.cut(columns));
        }
        rows.addAll(rows(parent, columns, tight));
        return rows;
    }

    private List<Row> code(String literal, String info, int columns) {
        List<Row> rows = new ArrayList<>();
        String language = info == null ? "" : info.strip().split("[\\s,{]", 2)[0];
        if (!language.isEmpty() && !continues) {
            rows.add(Row.of("┌ ", Style.FAINT).plus(language, Style.MUTED).shortened(columns));
        }
        for (List<Span> line : Highlighter.lines(literal, language)) {
            rows.addAll(Wrap.hard(line, columns, CODE, CODE_GOES_ON));
        }
        return rows;
    }

    private static List<Row> html(String literal, int columns) {
        List<Row> rows = new ArrayList<>();
        for (String line : literal.stripTrailing().split("\n")) {
            rows.addAll(Wrap.rows(List.of(new Span(line, Style.MUTED)), columns));
        }
        return rows;
    }
}
