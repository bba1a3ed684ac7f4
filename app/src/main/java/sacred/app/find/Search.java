package sacred.app.find;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sacred.cognition.tool.Snippet;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ToolRun;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Timelines;

/**
 * Looks through saved timelines, the newest first, and in each from its end: everything that was asked, answered, thought, run
 * and reported. Reads one file after the other and keeps none; blocks.
 */
public final class Search {

    private final Timelines timelines;
    private final Query query;

    /**
     * A block in which it was found.
     *
     * @param timeline the id of its timeline
     * @param snippet around the first word, on one line
     */
    public record Hit(String timeline, Block block, String snippet) {}

    public Search(Timelines timelines, Query query) {
        this.timelines = timelines;
        this.query = query;
    }

    /**
     * Runs to the end, or until nobody wants more.
     *
     * @param wanted is told of each hit; false ends the search
     * @param unreadable is told of each file that could not be read
     */
    public void run(Predicate<Hit> wanted, BiConsumer<Path, IOException> unreadable) throws IOException {
        for (Path file : timelines.files().reversed()) {
            Reading reading;
            try {
                reading = Reading.of(file);
            } catch (IOException e) {
                unreadable.accept(file, e);
                continue;
            }
            String id =
                    reading.header().map(Header::id).orElse(file.getFileName().toString());
            for (Block block : reading.timeline().blocks().reversed()) {
                if (matches(block) && !wanted.test(new Hit(id, block, snippet(block)))) {
                    return;
                }
            }
        }
    }

    private boolean matches(Block block) {
        return query.filters().stream().allMatch(filter -> filter.test(block))
                && (query.words().isEmpty() || Snippet.contains(String.join("\n", texts(block)), query.words()));
    }

    private String snippet(Block block) {
        return texts(block).stream()
                .filter(text -> query.words().isEmpty()
                        || Snippet.contains(text, query.words().subList(0, 1)))
                .findFirst()
                .map(text -> Snippet.of(text, query.words()))
                .orElse("");
    }

    private static List<String> texts(Block block) {
        Stream<String> own =
                block instanceof Block.Error error ? Stream.of(error.text(), error.partial()) : Stream.of(block.text());
        List<ToolRun> runs = switch (block) {
            case Block.Tool tool -> tool.tools();
            case Block.Error error -> error.tools();
            default -> List.of();
        };
        Stream<String> tools =
                runs.stream().flatMap(run -> Stream.of(run.name() + " " + run.arguments(), run.result()));
        Stream<String> calls = block.calls().stream().flatMap(Search::texts);
        return Stream.of(own, tools, calls).flatMap(all -> all).toList();
    }

    private static Stream<String> texts(Call call) {
        return Stream.of(
                        call.said().text().stream(),
                        call.said().reasoning().stream(),
                        call.error().map(Call.Failure::message).stream())
                .flatMap(all -> all);
    }
}
