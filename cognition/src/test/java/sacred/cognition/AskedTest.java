package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Contents;

class AskedTest {

    private static final Attachment NOTES = new Attachment("notes.txt", "a".repeat(64), 8);
    private static final Attachment FENCES = new Attachment("fences", "b".repeat(64), 17);
    private static final Contents CONTENTS = file -> Optional.ofNullable(
            Map.of(NOTES, "one\ntwo\n", FENCES, "````\ncode\n````").get(file));

    @Test
    void aFileFollowsThePromptInAFence() {
        assertEquals(
                "Sum up @notes.txt\n\nnotes.txt:\n```\none\ntwo\n```",
                Asked.of("Sum up @notes.txt", List.of(NOTES), CONTENTS).told());
    }

    @Test
    void aFenceIsLongerThanAnyInTheFile() {
        assertEquals(
                "@fences\n\nfences:\n`````\n````\ncode\n````\n`````",
                Asked.of("@fences", List.of(FENCES), CONTENTS).told());
    }

    @Test
    void aContentThatIsNotAtHandIsSaidAndNeverReplaced() {
        Asked asked = Asked.of("@notes.txt", List.of(NOTES), Contents.NONE);

        assertEquals("@notes.txt\n\nnotes.txt:\n[this file is not at hand any more]", asked.told());
        assertEquals(List.of("notes.txt"), asked.missing());
    }

    @Test
    void laterTurnsAreToldTheContentsAgain() {
        Sayings talk = new Sayings().turn("one");
        talk.add(new Block.Input(new Block.Head("x", 2, Instant.EPOCH, 0), "@notes.txt", false, List.of(NOTES)));
        talk.add(new Block.Format(new Block.Head("y", 2, Instant.EPOCH, 0), "ok", List.of(), List.of()));

        Conversation told = Conversation.of(9, talk.timeline(), OptionalLong.empty(), CONTENTS);
        Conversation lost = Conversation.of(9, talk.timeline(), OptionalLong.empty(), Contents.NONE);

        assertEquals(
                "@notes.txt\n\nnotes.txt:\n```\none\ntwo\n```",
                told.exchanges().getLast().asked());
        assertEquals(List.of(), told.remarks());
        assertEquals(
                List.of("What stood in the attached file notes.txt is not at hand any more (it was removed or changed"
                        + " where it is kept, or cannot be read there); models are told so."),
                lost.remarks());
    }
}
