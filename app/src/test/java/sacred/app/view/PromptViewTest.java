package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class PromptViewTest {

    /** Only the lines around the caret are laid out, which must not show. */
    @RepeatedTest(200)
    void aLowPromptIsAPartOfAHighOne(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(random.nextInt(3) == 0 ? "\n" : "word 中 ".repeat(random.nextInt(4)));
        }
        int caret = random.nextInt(text.length() + 1);
        int height = 1 + random.nextInt(8);

        PromptView whole = PromptView.of("›", text.toString(), caret, "", 20, 1_000);
        PromptView seen = PromptView.of("›", text.toString(), caret, "", 20, height);

        int first = Math.max(0, whole.caretRow() - height + 1);
        int end = Math.min(whole.rows().size(), first + height);
        assertEquals(
                new PromptView(whole.rows().subList(first, end), whole.caretColumn(), whole.caretRow() - first), seen);
        // the caret at the very end may have begun a row of its own
        int rows = PromptView.of("›", text.toString(), text.length(), "", 20, 1_000)
                        .rows()
                        .size()
                - 1;
        OptionalInt above = PromptView.moved(text.toString(), caret, 20, true);
        if (above.isPresent()) {
            PromptView there = PromptView.of("›", text.toString(), above.getAsInt(), "", 20, 1_000);
            // in the row above, and not right of where it was
            assertEquals(whole.caretRow() - 1, there.caretRow());
            assertTrue(there.caretColumn() <= whole.caretColumn(), there::toString);
        }
        assertTrue(seen.rows().size() >= Math.min(height, rows), seen::toString);
    }
}
