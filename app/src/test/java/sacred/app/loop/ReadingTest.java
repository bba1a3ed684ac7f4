package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Name;
import sacred.app.text.Row;
import sacred.app.view.Anchor;
import sacred.app.view.Scroll;

/** Nothing that happens moves what somebody reads, and who reads at the end sees what is new. */
class ReadingTest {

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aReaderIsNeverMoved(@ForAll long seed) {
        Monkey monkey = reader(seed);
        Sight sight = monkey.sight;
        for (int i = 0; i < 6; i++) {
            monkey.scrolls();
        }
        Assume.that(sight.state.reading().top().isPresent());
        List<Row> before = aboveTheFold(sight);

        for (int i = 0; i < 30; i++) {
            if (monkey.chance(3)) {
                monkey.says();
            } else {
                monkey.happens();
            }

            List<Row> now = sight.frame().rows().subList(1, 1 + before.size());
            for (int row = 0; row < before.size(); row++) {
                if (!totals(before.get(row))) {
                    assertEquals(before.get(row), now.get(row));
                }
            }
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void atTheEndTheViewFollows(@ForAll long seed) {
        Monkey monkey = reader(seed);
        Sight sight = monkey.sight;
        for (int i = 0; i < 30; i++) {
            if (monkey.chance(4)) {
                monkey.says();
            } else {
                monkey.happens();
            }
            assertTrue(sight.state.reading().top().isEmpty());
            assertEquals(everything(sight).getLast(), lastOfBody(sight));
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void theKeysOfTheEndFollowAgain(@ForAll long seed) {
        Monkey monkey = reader(seed);
        Sight sight = monkey.sight;
        for (int i = 0; i < 4; i++) {
            monkey.scrolls();
            monkey.happens();
        }
        boolean plain = monkey.chance(2);
        sight.tell(new Msg.Typed(new Input.Key(Name.END, "", !plain, false, false)));

        assertTrue(sight.state.reading().top().isEmpty());
        assertEquals(everything(sight).getLast(), lastOfBody(sight));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void aPageUpAndAPageDownAreWhereOneWas(@ForAll long seed) {
        Monkey monkey = reader(seed);
        Sight sight = monkey.sight;
        for (int i = 0; i < 5; i++) {
            monkey.scrolls();
        }
        List<Row> before = sight.frame().rows();
        sight.press(Name.PAGE_UP);
        Assume.that(!sight.state.reading().top().equals(Optional.of(Anchor.START)));
        Assume.that(sight.state.reading().top().isPresent());

        sight.press(Name.PAGE_DOWN);

        assertEquals(before, sight.frame().rows());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void scrollingShowsEveryRowInItsOrder(@ForAll long seed) {
        Sight sight = reader(seed).sight;
        List<Row> all = everything(sight);
        sight.tell(new Msg.Typed(new Input.Key(Name.HOME, "", true, false, false)));

        int at = 0;
        for (int page = 0; page < 1000 && sight.state.reading().top().isPresent(); page++) {
            List<Row> seen = body(sight);
            assertEquals(all.subList(at, at + seen.size()), seen);
            at += Math.max(1, seen.size() - 2);
            sight.press(Name.PAGE_DOWN);
        }

        int height = screenRows(sight);
        assertEquals(all.subList(Math.max(0, all.size() - height), all.size()), body(sight));
    }

    /** Somebody before a timeline that may have a live turn, on any screen that works. */
    private static Monkey reader(long seed) {
        Monkey monkey = new Monkey(seed, new Sight(80, 24));
        monkey.sight.turn("Hello?", "Hello.");
        for (int i = 0; i < 30; i++) {
            monkey.happens();
        }
        monkey.sight.tell(new Msg.Resized(monkey.size()));
        return monkey;
    }

    /** The visible rows that belong to what is sealed. */
    private static List<Row> aboveTheFold(Sight sight) {
        int last = sight.state.story().lastBlock();
        long rows = visible(sight).stream().filter(v -> v.item() <= last).count();
        return List.copyOf(sight.frame().rows().subList(1, 1 + (int) rows));
    }

    /** What a turn cost in all stands at its head, and is known only at its end. */
    private static boolean totals(Row row) {
        return row.text().startsWith(" ◇ cognition");
    }

    private static List<Scroll.Visible> visible(Sight sight) {
        return sight.screen.scroll(sight.state).rows(sight.state.reading().top());
    }

    private static List<Row> body(Sight sight) {
        return List.copyOf(sight.frame().rows().subList(1, 1 + visible(sight).size()));
    }

    private static Row lastOfBody(Sight sight) {
        return body(sight).getLast();
    }

    private static int screenRows(Sight sight) {
        return sight.screen.scroll(sight.state).height();
    }

    private static List<Row> everything(Sight sight) {
        Scroll scroll = sight.screen.scroll(sight.state);
        List<Row> all = new ArrayList<>();
        for (int item = 0; item <= scroll.last(); item++) {
            all.addAll(scroll.items().apply(item));
        }
        return all;
    }
}
