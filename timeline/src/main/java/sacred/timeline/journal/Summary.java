package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

/**
 * One timeline in a list of timelines.
 *
 * @param id empty when the header cannot be read
 * @param createdAt when the file was last changed, where the header cannot be read
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
        int turns,
        String firstPrompt,
        Optional<Usage> usage,
        Optional<String> problem,
        Optional<Header.Parent> parent) {

    private static final int MAX_CHARACTERS = 80;

    static Summary of(Path file) throws IOException {
        try {
            Reading reading = Reading.of(file);
            Timeline timeline = reading.timeline();
            List<Block.Input> inputs = timeline.blocks().stream()
                    .filter(Block.Input.class::isInstance)
                    .map(Block.Input.class::cast)
                    .filter(input -> !input.command())
                    .toList();
            Optional<Header> header = reading.header();
            return new Summary(
                    file,
                    header.map(Header::id).orElse(""),
                    header.isPresent() ? header.get().createdAt() : changed(file),
                    inputs.size(),
                    inputs.isEmpty() ? "" : firstLine(inputs.getFirst().text()),
                    Optional.of(Usage.sum(timeline.closings().stream()
                            .map(Event.Closed::usage)
                            .toList())),
                    reading.problems().stream().findFirst(),
                    header.flatMap(Header::parent));
        } catch (IOException e) {
            String reason = e instanceof JournalException ? e.getMessage() : JournalException.words(e);
            return new Summary(file, "", changed(file), 0, "", Optional.empty(), Optional.of(reason), Optional.empty());
        }
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static String firstLine(String prompt) {
        String line = prompt.strip().lines().findFirst().orElse("").strip();
        if (line.codePointCount(0, line.length()) <= MAX_CHARACTERS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX_CHARACTERS - 1)) + "…";
    }
}
