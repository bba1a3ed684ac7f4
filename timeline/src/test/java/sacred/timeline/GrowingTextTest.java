package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class GrowingTextTest {

    @Property
    void everyStepStaysWhatItWas(@ForAll @Size(max = 20) List<String> pieces) {
        List<GrowingText> steps = new ArrayList<>(List.of(GrowingText.EMPTY));
        List<String> expected = new ArrayList<>(List.of(""));

        for (String piece : pieces) {
            steps.add(steps.getLast().plus(piece));
            expected.add(expected.getLast() + piece);
        }

        assertEquals(expected, steps.stream().map(GrowingText::toString).toList());
    }

    @Property
    void anOlderTextMayGrowAnotherWay(@ForAll String start, @ForAll String one, @ForAll String two) {
        GrowingText before = GrowingText.EMPTY.plus(start);
        GrowingText first = before.plus(one);
        GrowingText second = before.plus(two);

        assertEquals(start + one, first.toString());
        assertEquals(start + two, second.toString());
        assertEquals(start, before.toString());
    }

    @Property
    void equalIsWhatReadsTheSame(@ForAll String text) {
        GrowingText whole = GrowingText.EMPTY.plus(text + "x");
        GrowingText pieces = GrowingText.EMPTY.plus(text).plus("x");

        assertEquals(whole, pieces);
        assertEquals(whole.hashCode(), pieces.hashCode());
        assertNotEquals(whole, pieces.plus("y"));
    }
}
