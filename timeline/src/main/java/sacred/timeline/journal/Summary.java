package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;
import sacred.timeline.Totals;
import sacred.timeline.Usage;

/**
 * One timeline in a list of timelines.
 *
 * @param id empty when the header cannot be read
 * @param createdAt when the file was last changed, where the header cannot be read
 * @param files in which it stands: 1, unless a disk has failed under it
 * @param turns that began
 * @param firstPrompt its first line, at most 80 characters; empty when there is none
 * @param usage the sum over the closed turns; empty when the file cannot be read
 * @param problem why the timeline is damaged or cannot be read, for people
 * @param parent what it was forked from
 */
public record Summary(
        Path file,
        String id,
        Instant createdAt,
        int files,
        long turns,
        String firstPrompt,
        Optional<Usage> usage,
        Optional<String> problem,
        Optional<Header.Parent> parent) {

    private static final int MAX_CHARACTERS = 80;

    static Summary of(SavedTimeline saved) {
        Path file = saved.file();
        try {
            Reading reading = Reading.of(file);
            Timeline timeline = reading.timeline();
            return new Summary(
                    file,
                    saved.id(),
                    saved.createdAt(),
                    Segments.of(Private.regular(file)).parts().size(),
                    timeline.totals().prompts(),
                    firstPrompt(timeline.blocks()),
                    Optional.of(timeline.totals().asked().map(Totals.Sum::usage).orElse(Usage.NONE)),
                    reading.problems().stream().findFirst(),
                    saved.parent());
        } catch (IOException e) {
            String reason = e instanceof JournalException ? e.getMessage() : JournalException.words(e);
            return new Summary(
                    file, "", saved.createdAt(), 1, 0, "", Optional.empty(), Optional.of(reason), Optional.empty());
        }
    }

    private static String firstPrompt(Sequence<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.kind(i) == Kind.INPUT) {
                return firstLine(blocks.get(i).text());
            }
        }
        return "";
    }

    private static String firstLine(String prompt) {
        String line = prompt.strip().lines().findFirst().orElse("").strip();
        if (line.codePointCount(0, line.length()) <= MAX_CHARACTERS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX_CHARACTERS - 1)) + "…";
    }
}
