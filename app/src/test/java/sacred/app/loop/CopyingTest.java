package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.command.ScreenRequest;
import sacred.timeline.ErrorKind;
import sacred.timeline.ToolRun;

/** What goes to the clipboard, and what is said of it. */
class CopyingTest {

    private final Sight sight = new Sight(80, 24);

    @Test
    void anEscapeSequenceOfAModelDoesNotWaitInTheClipboard() {
        sight.turn("A table?", "a\tb\u001b[201~\nc");

        sight.tell(new Msg.Requested(new ScreenRequest.CopyAnswer()));

        assertEquals(new Effect.Copy("a\tb^[[201~\nc"), sight.effects.getLast());
    }

    @Test
    void blocksOfCodeAreCopiedOneAfterTheOther() {
        sight.turn("How?", "First:\n\n```java\nint a;\n\tb();\n```\n\nor\n\n    indented\n\nand `inline`.");

        sight.ctrl('t').type("C");
        assertEquals(new Effect.Copy("int a;\n\tb();\n"), sight.effects.getLast());
        assertTrue(sight.text().contains("copied code 1 of 2"), sight.text());
        sight.type("C");
        assertEquals(new Effect.Copy("indented\n"), sight.effects.getLast());
        sight.type("C");
        assertEquals(new Effect.Copy("int a;\n\tb();\n"), sight.effects.getLast());
    }

    @Test
    void aBlockWithoutCodeHasNoneToCopy() {
        sight.turn("How?", "With `inline` alone.").ctrl('t').type("C");

        assertFalse(sight.effects.stream().anyMatch(Effect.Copy.class::isInstance));
        assertTrue(sight.text().contains("there is no code in the block"), sight.text());
    }

    @Test
    void aBlockOfToolsGivesWhatTheySaid() {
        sight.asks("The time?").routes();
        sight.runs(new ToolRun("clock", "{}", "10:42", 3, ToolRun.OK, Optional.empty()));

        sight.ctrl('t').type("c");

        assertEquals(new Effect.Copy("clock {}\n10:42"), sight.effects.getLast());
    }

    @Test
    void nothingIsCalledCopiedThatHasNoText() {
        sight.turn("Say nothing.", " ");

        sight.tell(new Msg.Requested(new ScreenRequest.CopyAnswer()));

        assertFalse(sight.effects.stream().anyMatch(Effect.Copy.class::isInstance));
        assertTrue(sight.text().contains("there is no text in the last answer"), sight.text());
    }

    @Test
    void anAnswerThatWasStoppedIsAnAnswerToCopy() {
        sight.turn("First?", "The first answer.");
        sight.asks("Second?").routes().needsNoTool().fails(ErrorKind.CANCELLED, "Stopped by you.", "Half an answer");

        sight.tell(new Msg.Requested(new ScreenRequest.CopyAnswer()));

        assertEquals(new Effect.Copy("Half an answer"), sight.effects.getLast());
    }
}
