package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.app.text.Golden;
import sacred.app.text.Row;

/** How a conversation looks that went back. */
class RewoundScreenTest {

    private static Sight scene() {
        return new Sight(80, 40)
                .turn("What is an arbiter?", "Somebody who *decides*.")
                .turn("And a judge?", "Somebody who **compares**.")
                .commands("/rewind 1");
    }

    @Test
    void turnsThatAreNotToldAnyMoreAreDimmedAndSaySo() {
        Golden.check("screen/rewound-80x40", scene().frame().rows());
    }

    @Test
    void anUndoneRewindLeavesNoMark() {
        List<String> before = texts(new Sight(80, 40)
                .turn("What is an arbiter?", "Somebody who *decides*.")
                .turn("And a judge?", "Somebody who **compares**."));
        List<String> marked = texts(scene());
        List<String> after = texts(scene().commands("/rewind 2"));

        assertTrue(marked.stream().anyMatch(row -> row.contains("not told any more")), marked.toString());
        assertEquals(
                before.stream().filter(row -> row.contains("cognition")).toList(),
                after.stream().filter(row -> row.contains("cognition")).toList());
    }

    private static List<String> texts(Sight sight) {
        return sight.frame().rows().stream().map(Row::text).toList();
    }
}
