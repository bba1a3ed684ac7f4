package sacred.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sacred.app.compare.Answer;
import sacred.app.compare.Comparison;
import sacred.app.host.Host;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Ulid;

/**
 * One side of a comparison: a timeline and what it is called.
 *
 * @param name the end of its id
 */
public record Compared(String name, Timeline timeline) {

    /** A saved timeline. */
    public static Compared of(Host host, String fileOrId) throws IOException {
        Path file = Target.find(host, fileOrId);
        Reading reading = Reading.of(file);
        String name = reading.header()
                .map(Header::id)
                .map(Ulid::shortened)
                .orElse(file.getFileName().toString());
        return new Compared(name, reading.timeline());
    }

    /** Whether a word is the number of a turn; the end of an id has six characters, so that it is none. */
    public static boolean isTurn(String word) {
        return word.matches("\\d{1,5}");
    }

    /** Every answer, also of prompts that were asked more than once. */
    public List<Answer> all() {
        return Answer.all(name, timeline);
    }

    /** @throws IllegalArgumentException when nothing was asked in that turn */
    public Answer turn(String number) {
        return Answer.of(name, timeline, Integer.parseInt(number))
                .orElseThrow(() ->
                        new IllegalArgumentException("Nothing was asked in turn " + number + " of " + name + "."));
    }

    /** The conversations of both. */
    public Comparison with(Compared other) {
        return Comparison.of(
                name, Answer.conversation(name, timeline), other.name, Answer.conversation(other.name, other.timeline));
    }
}
