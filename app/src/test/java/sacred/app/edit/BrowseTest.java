package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import sacred.app.edit.Browse.Step;

class BrowseTest {

    private static final Editor DRAFT =
            Editor.of("dra").apply(Input.Key.typed("ft")).orElseThrow();

    private static Step up(Step step) {
        return step.browse().up(step.editor()).orElseThrow();
    }

    private static Step down(Step step) {
        return step.browse().down(step.editor()).orElseThrow();
    }

    @Test
    void upGoesToOlderEntriesAndDownBackToTheDraft() {
        Step draft = new Step(Browse.of(List.of("old", "new")), DRAFT);

        assertEquals("new", up(draft).editor().text());
        assertEquals("old", up(up(draft)).editor().text());
        assertEquals(DRAFT, down(down(up(up(draft)))).editor());
    }

    @Test
    void itEndsAtTheOldestEntryAndAtTheDraft() {
        Step draft = new Step(Browse.of(List.of("old")), DRAFT);

        assertEquals(Optional.empty(), up(draft).browse().up(DRAFT));
        assertEquals(Optional.empty(), draft.browse().down(DRAFT));
        assertEquals(Optional.empty(), Browse.of(List.of()).up(DRAFT));
    }

    @Test
    void aChangeToAnEntryIsThereOnTheWayBack() {
        Step entry = up(new Step(Browse.of(List.of("old", "new")), DRAFT));
        Step changed = new Step(entry.browse(), entry.editor().withText("new and changed"));

        assertEquals("new and changed", down(up(changed)).editor().text());
        assertEquals(DRAFT, changed.browse().draft(changed.editor()));
    }

    @Test
    void whatWasCutInTheDraftCanBePutIntoAnEntry() {
        Editor cut = Editor.of("cut").apply(Input.Key.ctrl('u')).orElseThrow();
        Step entry = up(new Step(Browse.of(List.of("entry ")), cut));

        assertEquals(
                "entry cut",
                entry.editor().apply(Input.Key.ctrl('y')).orElseThrow().text());
    }

    @Property
    void theDraftIsNeverLost(@ForAll List<Boolean> ways, @ForAll List<String> entries) {
        Step step = new Step(Browse.of(entries), DRAFT);
        for (boolean up : ways) {
            Step now = step;
            step = (up ? now.browse().up(now.editor()) : now.browse().down(now.editor())).orElse(now);

            assertEquals(DRAFT, step.browse().draft(step.editor()));
        }
    }
}
