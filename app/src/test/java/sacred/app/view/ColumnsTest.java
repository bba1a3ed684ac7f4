package sacred.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sacred.app.text.Row;
import sacred.app.text.Style;

/** Texts side by side. */
class ColumnsTest {

    @Property
    void noRowIsWiderThanTheScreenAndNoTextIsLost(
            @ForAll @IntRange(min = 1, max = 60) int texts, @ForAll @IntRange(min = 40, max = 300) int columns) {
        Columns beside = Columns.of(texts, columns);
        List<List<Row>> all = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            String text = "(" + i + ")" + "中".repeat((beside.width() - 6) / 2);
            all.add(List.of(Row.of(text, Style.TEXT), Row.of("second", Style.TEXT)));
        }

        List<Row> rows = beside.rows(all);

        String shown = String.join("\n", rows.stream().map(Row::text).toList());
        rows.forEach(row -> assertTrue(row.width() <= columns, row.text()));
        for (int i = 0; i < texts; i++) {
            assertTrue(shown.contains("(" + i + ")"), shown);
        }
    }

    @Test
    void aNarrowScreenHasOneBelowTheOther() {
        assertEquals(new Columns(1, 119), Columns.of(3, 119));
        assertEquals(new Columns(3, 39), Columns.of(3, 120));
    }

    @Test
    void everyRowHasAboutAsMany() {
        assertEquals(2, Columns.of(4, 120).count());
        assertEquals(4, Columns.of(4, 200).count());
        assertEquals(3, Columns.of(6, 200).count());
    }

    @Test
    void aShorterTextLeavesItsPlaceFree() {
        Columns beside = new Columns(2, 5);
        List<Row> one = List.of(Row.of("one", Style.TEXT));
        List<Row> two = List.of(Row.of("two", Style.TEXT), Row.of("more", Style.TEXT));

        List<String> rows =
                beside.rows(List.of(one, two)).stream().map(Row::text).toList();

        assertEquals(List.of("one  │two", "     │more"), rows);
    }
}
