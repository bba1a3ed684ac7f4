package sacred.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Header;

class MarkdownExportTest {

    private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
    private static final Block.Head HEAD = new Block.Head("id", 1, AT, 5);
    private static final Header HEADER = new Header("01K00000000000000000ABCDEF", AT, "0.1.0", 1, Optional.empty());

    @Test
    void aConversationIsADocument() {
        String document = export(
                new Block.Input(HEAD, "first line\n# second"),
                new Block.Tool(HEAD, "", List.of(), List.of()),
                new Block.Format(HEAD, "**The** answer.", List.of(), List.of()));

        assertEquals("""
            # Timeline abcdef

            2026-11-30 10:00 · 01K00000000000000000ABCDEF

            ## Turn 1 · 2026-11-30 10:00

            > first line
            > # second

            **The** answer.

            *ok · 1.2s · ?↑ ?↓ · \\$?*
            """, document);
    }

    @Test
    void nothingThatAToolSaysEndsItsBlock() {
        String result = "text\n```\n# not a title\n````\n";
        ToolRun run = new ToolRun("fetch_page", "{\"a\":\"```\"}", result, 1, ToolRun.OK, Optional.empty());

        Node document = Parser.builder().build().parse(export(new Block.Tool(HEAD, "", List.of(run), List.of())));

        FencedCodeBlock last = (FencedCodeBlock) document.getLastChild();
        assertEquals(result, last.getLiteral());
    }

    @Test
    void aSwitchIsALineAndNoTurn() {
        String document = export(new Block.Input(HEAD, "/model *x*", true));

        assertTrue(document.endsWith("*/model \\*x\\**\n"), document);
    }

    private static String export(Block... blocks) {
        Event.Closed end =
                new Event.Closed(1, "id", AT, Event.Outcome.OK, OptionalLong.of(1200), Usage.UNKNOWN, Cost.UNKNOWN);
        Timeline timeline = new Timeline(List.of(blocks), List.of(end), Optional.empty());
        return MarkdownExport.of(Optional.of(HEADER), timeline, ZoneOffset.UTC);
    }
}
