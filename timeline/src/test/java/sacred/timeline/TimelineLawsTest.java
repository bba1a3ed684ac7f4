package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TimelineLawsTest {

    @Property(tries = 300)
    void theTimelineIsAppendOnly(@ForAll long seed) {
        Timeline timeline = Timeline.EMPTY;

        for (Event event : new Script(seed).events) {
            List<Block> before = new ArrayList<>(timeline.blocks());
            Timeline next = timeline.apply(event);

            assertEquals(before, next.blocks().subList(0, before.size()));
            assertEquals(before, timeline.blocks());
            timeline = next;
        }
    }

    @Property(tries = 300)
    void aTimelineThatGrowsTwoWaysKeepsBothApart(@ForAll long seed) {
        Timeline timeline = Timeline.EMPTY;

        for (Event event : new Script(seed).events) {
            int turn = timeline.live().map(Live::turn).orElse(1000);
            Block.Head head = new Block.Head("other", turn, Instant.EPOCH, 0);
            Block.Input input = new Block.Input(head, "another future");
            Block.Format format = new Block.Format(head, "another future", List.of(), List.of());
            boolean live = timeline.live().isPresent();
            List<Block> other = new ArrayList<>(timeline.blocks());
            other.add(live ? format : input);
            List<Block> before = new ArrayList<>(timeline.blocks());

            Timeline next = timeline.apply(event);
            List<Block> after = new ArrayList<>(next.blocks());
            Timeline fork = timeline.apply(live ? new Event.Sealed(format) : new Event.Opened(input));

            assertEquals(before, timeline.blocks());
            assertEquals(after, next.blocks());
            assertEquals(other, fork.blocks());
            timeline = next;
        }
    }

    @Property(tries = 300)
    void everyPieceOfTextIsShownExactlyOnceFromItsArrivalOn(@ForAll long seed) {
        Timeline timeline = Timeline.EMPTY;
        List<String> arrived = new ArrayList<>();

        for (Event event : new Script(seed).events) {
            boolean alive = event instanceof Event.Opened
                    || timeline.live().filter(l -> l.turn() == event.turn()).isPresent();
            timeline = timeline.apply(event);
            if (alive && event instanceof Event.Delta d && !d.thinking()) {
                arrived.add(d.text());
            } else if (alive && event instanceof Event.Opened o) {
                arrived.add(o.input().text());
            }
            assertEquals(String.join("", new TreeSet<>(arrived)), String.join("", shown(timeline)));
        }
    }

    @Property(tries = 300)
    void foldingAllEventsEqualsFoldingTheDurableOnesOnceTheTurnIsClosed(@ForAll long seed) {
        Timeline all = Timeline.EMPTY;
        Timeline durable = Timeline.EMPTY;

        for (Event event : new Script(seed).events) {
            all = all.apply(event);
            durable = event instanceof Event.Durable ? durable.apply(event) : durable;

            assertEquals(durable.blocks(), all.blocks());
            if (all.live().isEmpty()) {
                assertEquals(durable, all);
            }
        }
    }

    @Property(tries = 300)
    void eventsOfATurnThatIsNotLiveChangeNothing(@ForAll long seed) {
        List<Event> events = new Script(seed).events;
        Timeline timeline = Timeline.EMPTY;

        for (Event event : events) {
            Timeline now = timeline;
            int live = now.live().map(Live::turn).orElse(-1);
            events.stream()
                    .filter(e -> e.turn() != live && !(e instanceof Event.Opened && live == -1))
                    .forEach(dead -> assertSame(now, now.apply(dead)));
            timeline = timeline.apply(event);
        }
    }

    @Property(tries = 300)
    void aSealClearsWhatWasLiveAndACloseEndsTheTurn(@ForAll long seed) {
        Timeline timeline = Timeline.EMPTY;

        for (Event event : new Script(seed).events) {
            Timeline next = timeline.apply(event);
            if (next != timeline && event instanceof Event.Sealed sealed) {
                assertSame(sealed.block(), next.blocks().getLast());
                assertEquals(Live.begin(event.turn()), next.live().orElseThrow());
            } else if (next != timeline && event instanceof Event.Closed closed) {
                assertSame(closed, next.closings().getLast());
                assertTrue(next.live().isEmpty());
            }
            timeline = next;
        }
    }

    @Example
    void theScriptsContainEverythingThatTheLawsAreAbout() {
        List<Script> scripts = LongStream.range(0, 300).mapToObj(Script::new).toList();
        List<Event> events =
                scripts.stream().flatMap(script -> script.events.stream()).toList();

        Set<Class<?>> kinds = events.stream().map(Object::getClass).collect(Collectors.toSet());
        Map<String, Integer> counts = new HashMap<>();
        for (Event event : events) {
            switch (event) {
                case Event.CallStarted c when c.attempt() == 2 -> counts.merge("retry", 1, Integer::sum);
                case Event.CallStarted c when c.attempt() == 3 -> counts.merge("fallback", 1, Integer::sum);
                case Event.Sealed s
                when s.block() instanceof Block.Error e ->
                    counts.merge(e.error().wire(), 1, Integer::sum);
                case Event.Closed c -> counts.merge(c.outcome().wire(), 1, Integer::sum);
                default -> {}
            }
        }

        assertEquals(
                Stream.of(Event.Durable.class, Event.Fleeting.class)
                        .flatMap(c -> Arrays.stream(c.getPermittedSubclasses()))
                        .collect(Collectors.toSet()),
                kinds);
        for (String what : List.of("retry", "fallback", "cancelled", "failed", "ok", "server", "bug")) {
            assertTrue(counts.getOrDefault(what, 0) > 10, what + ": " + counts);
        }
        assertTrue(scripts.stream().filter(s -> s.cut).count() > 10);
        assertTrue(scripts.stream().filter(s -> fold(s).live().isPresent()).count() > 10);
        assertTrue(scripts.stream().filter(s -> fold(s).closings().size() > 2).count() > 10);
    }

    private static Timeline fold(Script script) {
        Timeline timeline = Timeline.EMPTY;
        for (Event event : script.events) {
            timeline = timeline.apply(event);
        }
        return timeline;
    }

    /** The pieces that somebody who looks at the timeline sees, sorted, twice where they stand twice. */
    private static List<String> shown(Timeline timeline) {
        StringBuilder text = new StringBuilder();
        timeline.blocks().forEach(block -> text.append(block instanceof Block.Error e ? e.partial() : block.text()));
        timeline.live().ifPresent(live -> live.lanes().forEach(lane -> text.append(lane.text())));
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.toString().split("(?<=>)")).sorted().toList();
    }
}
