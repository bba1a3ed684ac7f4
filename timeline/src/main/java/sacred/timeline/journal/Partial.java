package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.timeline.Stage;

/**
 * What had arrived of a block that is not sealed yet. It stands beside the timeline in {@code <name>.partial} while the block
 * streams, is replaced as a whole, and is gone once the block is sealed; what is found later is what a program left that did
 * not live to seal.
 *
 * @param at when it was written; cut to milliseconds
 * @param text of the answer so far
 * @param reasoning so far
 */
public record Partial(int turn, Stage stage, Instant at, String text, String reasoning) {

    static final String TYPE = "partial";

    public Partial {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    static Path path(Path timeline) {
        return timeline.resolveSibling(timeline.getFileName() + ".partial");
    }

    /** @param prev the hash of the record after which the block will stand */
    byte[] record(String prev) throws IOException {
        return Chain.sealed(Encoder.partial(this, prev));
    }

    /**
     * What was left beside a timeline.
     *
     * @param end of the timeline; what was kept before another record is sealed by now
     */
    static Optional<Partial> beside(Path timeline, Chain end) throws IOException {
        Path file = path(timeline);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Lines lines = Lines.of(Files.newInputStream(file))) {
            Optional<Lines.Line> line = lines.next();
            if (line.isEmpty()
                    || Chain.intact(line.get().bytes(), 0, line.get().bytes().length, Chain.digest())
                            .isEmpty()) {
                return Optional.empty();
            }
            Members m = new Members(Json.object(line.get().bytes()));
            return m.text("type").equals(TYPE) && m.text("prev").equals(end.hash())
                    ? Optional.of(Decoder.partial(m))
                    : Optional.empty();
        } catch (Unreadable e) {
            // torn in the middle of its first second: there is nothing in it that could be told from damage
            return Optional.empty();
        }
    }

    /** What is to be known of it, once it has become a part of the timeline. */
    List<String> notes(Instant now) {
        Duration age = Duration.between(at, now);
        List<String> notes = new ArrayList<>();
        // a clock that was set back since says nothing of how long ago it was
        notes.add("The text is what had arrived until " + at.truncatedTo(ChronoUnit.SECONDS)
                + (age.isNegative() ? "" : ", " + words(age) + " before the timeline was opened again")
                + "; up to a second more may have been on the screen.");
        if (!reasoning.isEmpty()) {
            notes.add("It was thinking: " + reasoning);
        }
        return notes;
    }

    private static String words(Duration age) {
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s";
        }
        return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
    }
}
