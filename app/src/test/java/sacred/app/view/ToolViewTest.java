package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sacred.app.text.Row;
import sacred.timeline.Block;
import sacred.timeline.ToolRun;

class ToolViewTest {

    private static String unfolded(long leftOut) {
        ToolRun run = new ToolRun("shell", "{}", "a\nb", 3, ToolRun.OK, Optional.of("you"), leftOut);
        Block.Tool block = new Block.Tool(new Block.Head("id", 1, Instant.EPOCH, 1), "", List.of(run), List.of());
        return new ToolView(100).rows(block, true).stream().map(Row::text).collect(Collectors.joining("\n"));
    }

    @Test
    void whatWasLeftOutOfAResultIsSaidBesideIt() {
        assertTrue(
                unfolded(12_345).contains("shell  ok · allowed by you · 12,345 characters left out"), unfolded(12_345));
        assertFalse(unfolded(0).contains("left out"), unfolded(0));
    }
}
