package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.Hostile;
import sacred.app.edit.Input.Name;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.timeline.Event;
import sacred.timeline.journal.Entry;

/** Whatever is typed and whatever happens: every frame is complete, holds nothing that a terminal obeys, and has its cursor. */
class MonkeyTest {

    private static final int STEPS = 150;

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void everyFrameIsComplete(@ForAll long seed) {
        Monkey monkey = new Monkey(seed, new Sight(80, 24, "Welcome."));
        monkey.sight.tell(new Msg.Resized(monkey.size()));
        for (int step = 0; step < STEPS; step++) {
            monkey.step();
            complete(monkey.sight);
        }
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void everyFrameOfAReplayIsComplete(@ForAll long seed) {
        Monkey recorded = new Monkey(seed, new Sight(80, 24));
        for (int step = 0; step < STEPS; step++) {
            recorded.happens();
        }
        Monkey monkey = new Monkey(seed + 1, new Sight(80, 24));
        monkey.sight.state = monkey.sight
                .state
                .with(Playback.start(Script.of(entries(recorded)), 1))
                .ticked();
        for (int step = 0; step < STEPS; step++) {
            if (monkey.chance(3)) {
                monkey.sight.after(200).tell(new Msg.Tick());
            } else if (monkey.chance(10)) {
                monkey.resizes();
            } else {
                monkey.input();
            }
            complete(monkey.sight);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13, 14, 15})
    void theSmallestScreensHoldWhateverStandsBelowTheTimeline(int rows) {
        Sight sight = new Sight(40, rows).turn("Hello?", "Hello.");
        sight.type("a").ctrl('j').type("b").ctrl('j').type("c");
        for (int i = 0; i < 6; i++) {
            sight.state = sight.state.with(sight.state.work().start("running").later(Line.of("line " + i)));
            complete(sight);
            sight.ctrl('o');
            complete(sight);
            sight.press(Name.ESCAPE);
        }
        sight.ctrl('c');
        for (int i = 0; i < 6; i++) {
            sight.type("/mo").ctrl('j');
            complete(sight);
        }
        sight.ctrl('u').ctrl('o');
        complete(sight);
        sight.press(Name.ESCAPE).ctrl('p');
        complete(sight);
        sight.press(Name.ESCAPE).press(Name.PAGE_UP).press(Name.PAGE_DOWN);
        complete(sight);
        sight.ctrl('t').type("kk");
        complete(sight);
        sight.type("/x");
        complete(sight);
        sight.press(Name.ESCAPE).type("?");
        complete(sight);
        sight.press(Name.ESCAPE).press(Name.ESCAPE).paste("/mo");
        complete(sight);
    }

    @Test
    void aListOpensOverAQueueOnTheSmallestScreen() {
        Sight sight = new Sight(40, 10);
        for (int i = 0; i < 6; i++) {
            sight.submit("line " + i);
        }
        sight.type("a").ctrl('j').type("b").ctrl('j').type("c").ctrl('o');

        assertTrue(sight.text().contains("model"), sight.text());
        assertTrue(sight.text().contains("nothing matches"), sight.text());
    }

    /** Some of what happened, with damage in between. */
    private static List<Entry> entries(Monkey recorded) {
        List<Entry> entries = new ArrayList<>();
        for (Event event : recorded.sight.events) {
            if (event instanceof Event.Durable durable) {
                int line = entries.size() + 2;
                entries.add(
                        recorded.chance(12)
                                ? new Entry.Damaged(line, recorded.text())
                                : new Entry.Durable(line, line, durable));
            }
        }
        return entries;
    }

    private static void complete(Sight sight) {
        Frame frame = sight.frame();
        Size size = sight.state.size();
        assertEquals(size.rows(), frame.rows().size());
        for (Row row : frame.rows()) {
            assertTrue(
                    row.width() <= size.columns(),
                    () -> row.width() + " columns of " + size + ": " + Hostile.escaped(row.text()));
        }
        assertTrue(
                frame.cursorColumn() >= 0 && frame.cursorColumn() < size.columns(),
                () -> frame.cursorColumn() + " " + size);
        assertTrue(frame.cursorRow() >= 0 && frame.cursorRow() < size.rows(), () -> frame.cursorRow() + " " + size);
        Hostile.assertShown(frame);
    }
}
