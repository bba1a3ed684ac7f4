package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.app.text.Row;

class AnswersTest {

    private static final String TEXT = "One *word*.\n\n- a\n- b\n";

    @Test
    void whatStreamedIsSealedAsItWasShown() {
        Answers answers = new Answers();
        List<Row> growing = answers.growing(TEXT, 40);

        List<Row> sealed = answers.indented(TEXT, 40);

        assertEquals(growing, sealed.subList(1, sealed.size()));
        assertEquals(new Answers().indented(TEXT, 40), sealed);
    }

    @Test
    void anotherTextOrWidthIsLaidOutForItselfAndLeavesWhatStreamsAlone() {
        Answers answers = new Answers();
        Row first = answers.growing(TEXT, 40).getFirst();

        assertEquals(new Answers().indented("Else.", 40), answers.indented("Else.", 40));
        assertEquals(new Answers().indented(TEXT, 20), answers.indented(TEXT, 20));
        assertEquals(first, answers.growing(TEXT, 40).getFirst());
        assertSame(List.of(), answers.indented(" \n", 40));
    }
}
