package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.timeline.Block;
import sacred.timeline.ToolRun;

/** The search in the timeline: every kind of content, whatever its case, newest first. */
final class Searching {

    private Searching() {}

    static Reading.Search typed(Reading.Search search, Input input) {
        String query = search.query();
        String next = switch (input) {
            case Input.Paste paste -> query + paste.text().replace('\n', ' ');
            case Key key
            when key.name() == Name.BACKSPACE && !query.isEmpty() ->
                query.substring(0, query.offsetByCodePoints(query.length(), -1));
            case Key key
            when key.name() == Name.CHARACTER && key.ctrl() && key.text().equals("u") -> "";
            case Key key when key.name() == Name.CHARACTER && !key.ctrl() && !key.alt() -> query + key.text();
            default -> query;
        };
        return new Reading.Search(next, true, List.of(), -1);
    }

    static State find(TimelineKeys keys, State state, String text) {
        if (text.isBlank()) {
            return state.with(state.reading().with(Optional.empty()));
        }
        List<Integer> hits = new ArrayList<>();
        List<Block> blocks = state.story().timeline().blocks();
        String wanted = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < blocks.size(); i++) {
            if (content(blocks.get(i)).toLowerCase(Locale.ROOT).contains(wanted)) {
                hits.add(i + 1);
            }
        }
        if (hits.isEmpty()) {
            return state.with(state.reading().with(Optional.empty())).flashing("\"" + text + "\" is nowhere here");
        }
        Reading.Search search = new Reading.Search(text, false, hits, hits.size());
        return next(keys, state.with(state.reading().with(Optional.of(search))), -1);
    }

    /** The next hit, towards the newer where positive. */
    static State next(TimelineKeys keys, State state, int step) {
        if (state.reading().search().isEmpty()) {
            return state.flashing("/ searches first");
        }
        Reading.Search search = state.reading().search().get();
        int size = search.hits().size();
        int current = Math.floorMod(search.current() + step, size);
        Reading.Search moved = new Reading.Search(search.query(), false, search.hits(), current);
        int item = search.hits().get(current);
        Block hit = state.story().timeline().blocks().get(item - 1);
        // what was found must be in sight, and of these the text is folded away
        boolean folds = hit instanceof Block.Tool || hit instanceof Block.Route || hit instanceof Block.Input;
        Reading reading = state.reading().with(Optional.of(moved));
        State next = keys.select(state.with(folds ? reading.unfold(hit.head().id()) : reading), item);
        return next.flashing("hit " + (size - current) + " of " + size + " · n older · N newer");
    }

    private static String content(Block block) {
        StringBuilder all = new StringBuilder(block.text());
        switch (block) {
            case Block.Route route -> all.append('\n').append(route.routing().reason());
            case Block.Tool tool -> tool.tools().forEach(run -> add(all, run));
            case Block.Error error -> {
                all.append('\n').append(error.partial());
                error.tools().forEach(run -> add(all, run));
            }
            case Block.Input _, Block.Format _ -> {}
        }
        block.calls().forEach(call -> all.append('\n').append(call.model()));
        return all.toString();
    }

    private static void add(StringBuilder all, ToolRun run) {
        all.append('\n')
                .append(run.name())
                .append(' ')
                .append(run.arguments())
                .append('\n')
                .append(run.result());
    }
}
