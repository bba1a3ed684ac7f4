package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.app.host.Host;
import sacred.app.stats.Stats;
import sacred.app.stats.StatsJson;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;

class SavedStatsTest {

    @TempDir
    Path directory;

    @Test
    void filesThatAreReadAtOnceCountAsTheyDoOneAfterTheOther() throws Exception {
        try (Stage stage = new Stage(directory)) {
            Path first = talk(stage);
            Path timelines = first.getParent();
            // copies have the blocks of the first one: which of them counts depends on the order
            for (int i = 0; i < 40; i++) {
                Files.copy(first, timelines.resolve("copy-" + i + ".jsonl"));
            }
            Files.writeString(timelines.resolve("a.jsonl"), "garbage\n");
            Files.writeString(timelines.resolve("z.jsonl"), "garbage\n");
            List<Path> files = stage.files();
            Host host = stage.host(System.out, System.err);
            List<String> problems = new ArrayList<>();

            Stats stats = SavedStats.of(files.reversed(), Optional.empty(), host, problems::add);

            assertEquals(StatsJson.json(oneByOne(files)), StatsJson.json(stats));
            assertEquals(
                    List.of("a.jsonl", "z.jsonl"),
                    problems.stream()
                            .map(problem -> problem.substring(0, problem.indexOf(' ')))
                            .toList());
        }
    }

    private static Path talk(Stage stage) throws InterruptedException, IOException {
        stage.answering("one", "two").run("ask", "first?");
        return stage.files().getFirst();
    }

    private static Stats oneByOne(List<Path> files) {
        Stats stats = new Stats(ZoneOffset.UTC, Optional.empty());
        for (Path file : files) {
            try {
                Reading reading = Reading.of(file);
                stats.add(reading.header().map(Header::id).orElse(""), reading.timeline());
            } catch (IOException e) {
                // is told, and counts for nothing
            }
        }
        return stats;
    }
}
