package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input.Name;
import sacred.app.find.Excerpt;
import sacred.app.find.Hit;
import sacred.app.find.Phrase;
import sacred.app.replay.Script;
import sacred.app.text.Tone;
import sacred.app.view.Story;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;
import sacred.timeline.Totals;

class FindingTest {

    private static final String ELSEWHERE = "01K00000000000000000000B09";

    private final Sight sight =
            new Sight(80, 24).turn("One?", "An arbiter decides.").turn("Two?", "A judge compares.");

    @Test
    void everyKeyBeginsTheSearchAnewAndWhatItFindsIsShownWithItsMarks() {
        sight.tell(new Msg.Requested(new ScreenRequest.Search("jud"))).type("g");
        assertEquals(List.of(new Effect.Find("jud"), new Effect.Find("judg")), sight.effects);

        sight.tell(new Msg.Found("judg", List.of(hit(ELSEWHERE)), "1 in 7 timelines"));

        assertTrue(sight.text().contains("search › judg"), sight.text());
        assertTrue(sight.text().contains("1 in 7 timelines"), sight.text());
        assertTrue(sight.text().contains("2026-11-30 10:00  turn 3   format"), sight.text());
        assertEquals(List.of("judge"), marked());
    }

    @Test
    void whatWasFoundOfAnotherQueryIsNotShown() {
        sight.tell(new Msg.Requested(new ScreenRequest.Search("jud"))).type("g");

        sight.tell(new Msg.Found("jud", List.of(hit(ELSEWHERE)), "late"));

        assertFalse(sight.text().contains("late"), sight.text());
    }

    @Test
    void enterGoesOnWithTheTimelineOfTheHitAtItsBlock() {
        open(hit("x"), hit(ELSEWHERE)).press(Name.DOWN).press(Name.ENTER);

        assertTrue(sight.state.overlay().isEmpty());
        assertTrue(
                sight.effects.contains(new Effect.Submit(Line.of("/resume 20261130-one.jsonl " + ELSEWHERE + " 3"))),
                sight.effects + "");
        assertEquals(new Effect.StopFinding(), sight.effects.getLast());
    }

    @Test
    void aBlockOfTheOpenTimelineIsShownAtOnceAndUnfolded() {
        Block judge = sight.state.story().timeline().blocks().get(7);

        open(hit(judge.head())).press(Name.ENTER);

        assertEquals(Optional.of(8), sight.state.reading().selected());
        assertTrue(sight.state.reading().unfolded().contains(judge.head().id()));
        assertTrue(sight.effects.stream().noneMatch(Effect.Submit.class::isInstance));
    }

    @Test
    void escapeClosesItAndEndsTheSearch() {
        open(hit(ELSEWHERE)).press(Name.ESCAPE);

        assertTrue(sight.state.overlay().isEmpty());
        assertEquals(new Effect.StopFinding(), sight.effects.getLast());
    }

    @Test
    void whatAnotherProcessWritesIsShownAtTheBlockAndIsOnlyRead() {
        List<Block> blocks = sight.state.story().timeline().blocks();
        List<Script.Step> told = new ArrayList<>();
        sight.events.forEach(event -> told.add(new Script.Step.Told(told.size(), event)));

        sight.tell(new Msg.Requested(new ScreenRequest.Look(
                "f00d00",
                new Script(told, List.of(0)),
                new ScreenRequest.ShowBlock(
                        blocks.get(3).head().turn(), blocks.get(3).head().id()),
                "process 7 writes it")));

        assertTrue(sight.state.replay().isPresent());
        assertEquals(Optional.of(4), sight.state.reading().selected());
        assertEquals("process 7 writes it", sight.flash());
        assertEquals(blocks, sight.state.story().timeline().blocks());
    }

    @Test
    void ofALongTimelineTheTurnOfTheHitAloneIsRead() {
        List<Integer> read = new ArrayList<>();
        Sequence<Block> blocks = Sequence.of(stored(2000, read));
        Timeline timeline = new Timeline(blocks, Sequence.of(List.of()), Optional.empty(), Totals.NONE);
        sight.state = sight.state.with(Story.of("long", timeline, List.of()));
        Sight found = open(hit("block-4"));
        read.clear();

        found.press(Name.ENTER);

        assertEquals(Optional.of(5), sight.state.reading().selected());
        // what stands on the screen is read besides
        assertTrue(read.stream().distinct().count() < 50, read.toString());
    }

    /** Two blocks a turn, which are counted when they are read. */
    private static Sequence.Store<Block> stored(int size, List<Integer> read) {
        return new Sequence.Store<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Block get(int index) {
                read.add(index);
                return new Block.Input(
                        new Block.Head("block-" + index, turn(index), Instant.parse("2026-11-30T10:00:00Z"), 1),
                        "Why?");
            }

            @Override
            public int turn(int index) {
                return index / 2 + 1;
            }

            @Override
            public Kind kind(int index) {
                return Kind.INPUT;
            }

            @Override
            public boolean ascending() {
                return true;
            }
        };
    }

    private Sight open(Hit... hits) {
        return sight.tell(new Msg.Requested(new ScreenRequest.Search("judge")))
                .tell(new Msg.Found("judge", List.of(hits), "some"));
    }

    private static Hit hit(String block) {
        return hit(new Block.Head(block, 3, Instant.parse("2026-11-30T10:00:00Z"), 5));
    }

    private static Hit hit(Block.Head head) {
        return new Hit(
                Path.of("timelines", "20261130-one.jsonl"),
                "01K0000000000000000000ONE1",
                77,
                head,
                "format",
                new Excerpt("a judge of words", List.of(new Phrase.Place(2, 7))));
    }

    private List<String> marked() {
        return sight.frame().rows().stream()
                .flatMap(row -> row.spans().stream())
                .filter(span -> span.style().tone() == Tone.MATCH)
                .map(span -> span.text())
                .toList();
    }
}
