package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Timeline;

class RewindTest {

    private final Sayings talk = new Sayings();

    private List<String> told() {
        return Conversation.of(Integer.MAX_VALUE, talk.timeline(), OptionalLong.empty(), Contents.NONE)
                .exchanges()
                .stream()
                .map(Conversation.Exchange::asked)
                .toList();
    }

    private List<Integer> marked() {
        Timeline timeline = talk.timeline();
        Rewound rewound = new Rewound(timeline);
        return IntStream.range(1, timeline.nextTurn())
                .filter(rewound::contains)
                .boxed()
                .toList();
    }

    @Test
    void turnsBehindItAreToldToNobodyAndMarked() {
        talk.turn("one").turn("two").turn("three").command("/rewind 1").turn("four");

        assertEquals(List.of("one", "four"), told());
        assertEquals(List.of(2, 3), marked());
    }

    @Test
    void undoingBringsBackWhatWasToldBeforeIt() {
        talk.turn("one").turn("two").command("/rewind 1").turn("three");
        Rewind undo = Rewind.undoing(talk.timeline()).orElseThrow();

        assertEquals(new Rewind(5, 2), undo);
        talk.command(undo.command());

        assertEquals(List.of("one", "two"), told());
        assertEquals(List.of(3, 4), marked());
    }

    @Test
    void anUndoneRewindThatWasUndoneItselfIsInForceAgain() {
        talk.turn("one").turn("two").command("/rewind 0").command("/rewind 2").command("/rewind 3");

        assertEquals(List.of(), told());
    }

    @Test
    void byOnePromptGoesBehindTheLastThatIsToldAndThenFurther() {
        talk.turn("one").command("/model b:other").turn("two");
        Rewind first = Rewind.byOnePrompt(talk.timeline()).orElseThrow();
        talk.command(first.command());
        Rewind second = Rewind.byOnePrompt(talk.timeline()).orElseThrow();
        talk.command(second.command());

        assertEquals("/rewind 2", first.command());
        assertEquals("/rewind 0", second.command());
        assertEquals(Optional.empty(), Rewind.byOnePrompt(talk.timeline()));
    }

    @Test
    void theLastPromptIsOneThatIsTold() {
        talk.turn("one").turn("two").command("/rewind 1");

        assertEquals(Optional.of("one"), Rewind.lastPrompt(talk.timeline()).map(Block.Input::text));
    }

    @Test
    void aPromptThatOnlyLooksLikeOneRewindsNothing() {
        talk.turn("one").turn("/rewind 0").command("/rewind nowhere");

        assertEquals(List.of("one", "/rewind 0"), told());
    }
}
