package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Stage;

/** No wait without its reason on the screen, and what is worth knowing stays with its block. */
class WaitingTest {

    private final Sight sight = new Sight(100, 24).asks("Hello?").happened(new Event.Started(1, Stage.FORMAT));

    @Test
    void aWaitOfKnownLengthCountsDown() {
        sight.happened(new Event.Waiting(1, "groq allows 30 requests a minute", Optional.of(Duration.ofSeconds(12))));
        assertTrue(sight.text().contains("waiting, 12.0s left"), sight.text());
        assertTrue(sight.text().contains("groq allows 30 requests a minute"), sight.text());

        sight.after(5_000);
        assertTrue(sight.text().contains("waiting, 7.0s left"), sight.text());
    }

    @Test
    void aWaitOfUnknownLengthCountsUp() {
        sight.happened(new Event.Waiting(1, "ollama answers one request at a time", Optional.empty()));

        sight.after(3_000);
        assertTrue(sight.text().contains("waiting, 3.0s"), sight.text());
    }

    @Test
    void theWaitIsOverWhenTheRequestGoesOut() {
        sight.happened(new Event.Waiting(1, "groq allows 30 requests a minute", Optional.empty()));

        sight.streams(Sight.MODEL, "format", "It");

        assertFalse(sight.text().contains("groq allows"), sight.text());
    }

    @Test
    void aSilenceInTheMiddleCountsDownBesideWhatWasSaidAndEndsWithTheNextWord() {
        sight.streams(Sight.MODEL, "format", "It");
        sight.happened(
                new Event.Waiting(1, "groq has said nothing more for 45 s", Optional.of(Duration.ofSeconds(45))));
        assertTrue(sight.text().contains("waiting, 45.0s left"), sight.text());
        assertTrue(sight.text().contains("nothing more for 45 s"), sight.text());
        assertTrue(sight.text().lines().anyMatch(line -> line.strip().equals("It")), sight.text());

        sight.happened(new Event.Delta(1, 0, " is.", false));

        assertFalse(sight.text().contains("nothing more for 45 s"), sight.text());
        assertFalse(sight.text().contains("left"), sight.text());
    }

    @Test
    void whatIsNotOnDiskIsSaidInRedBelowWhatItIsAboutAndIsNotShownAsSealed() {
        sight.streams(Sight.MODEL, "format", "It is.");
        sight.happened(
                new Event.Waiting(1, "Not saved: No space left on device.", Optional.of(Duration.ofSeconds(2)), true));

        assertTrue(sight.text().contains("waiting, 2.0s left"), sight.text());
        assertTrue(
                sight.frame().rows().stream()
                        .flatMap(row -> row.spans().stream())
                        .anyMatch(span -> span.text().startsWith("Not saved: No space")
                                && span.style().equals(Style.of(Tone.ERROR))),
                sight.text());
        assertTrue(sight.text().lines().anyMatch(line -> line.strip().equals("It is.")), sight.text());
    }

    @Test
    void theNotesOfABlockStandBelowItsLine() {
        Block.Head head = new Block.Head("id", 1, Instant.EPOCH, 1, List.of("The oldest 6 messages were left out."));
        sight.seals(new Block.Format(head, "An answer.", List.of(), List.of()));

        List<String> lines = sight.text().lines().toList();
        int note = lines.indexOf(lines.stream()
                .filter(l -> l.contains("The oldest 6 messages were left out."))
                .findFirst()
                .orElseThrow());
        assertTrue(lines.get(note - 1).contains("format"), sight.text());
        assertTrue(lines.get(note + 2).contains("An answer."), sight.text());
    }
}
