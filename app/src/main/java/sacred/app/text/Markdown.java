package sacred.app.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * Markdown as rows: what a model writes, for reading. Link targets and HTML are shown, not hidden. Takes any text; what is
 * nested too deeply is shown as text, and a block that is very long is laid out in parts, so that the time is linear in the
 * length. No row is wider than asked, and none draws left of its start.
 */
public final class Markdown {

    private static final int DEEPEST = 24;
    private static final int MOST_COLUMNS = 64;

    private static final Parser PARSER =
            parser().extensions(List.of(TablesExtension.create())).build();
    private static final Parser WITHOUT_TABLES = parser().build();

    private Markdown() {}

    /** @param source need not be printable */
    public static List<Row> rows(String source, int columns) {
        return new MarkdownStream().rows(source, columns);
    }

    /** The blocks of code in a text, in order, without their fences; not printable yet. */
    public static List<String> code(String source) {
        List<String> code = new ArrayList<>();
        WITHOUT_TABLES.parse(source).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                code.add(block.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                code.add(block.getLiteral());
            }
        });
        return code;
    }

    /** @param definitions what {@link Definition#before} says for the chunk */
    static List<Row> rows(Chunks.Chunk chunk, String definitions, int columns) {
        return new Blocks(chunk.continues()).rows(parsed(chunk, definitions), Math.max(1, columns), false);
    }

    static Node parsed(Chunks.Chunk chunk, String definitions) {
        Parser parser = manyColumns(chunk.text()) ? WITHOUT_TABLES : PARSER;
        return parser.parse(definitions + chunk.text());
    }

    private static Parser.Builder parser() {
        return Parser.builder()
                .maxOpenBlockParsers(DEEPEST)
                .maxInlineNesting(DEEPEST)
                .customDelimiterProcessor(new Strike());
    }

    /** A table is as wide as its header in every row, so that a short text can be millions of cells. */
    private static boolean manyColumns(String text) {
        int bars = 0;
        for (int i = 0; i < text.length() && bars <= MOST_COLUMNS; i++) {
            char c = text.charAt(i);
            bars = c == '\n' ? 0 : c == '|' ? bars + 1 : bars;
        }
        return bars > MOST_COLUMNS;
    }
}
