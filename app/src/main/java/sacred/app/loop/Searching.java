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

    /** So many blocks are looked through before the next frame; more of them beside the loop. */
    private static final int AT_ONCE = 5_000;

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

    static Step find(TimelineKeys keys, State state, String text) {
        if (text.isBlank()) {
            return Step.of(state.with(state.reading().with(Optional.empty())));
        }
        List<Block> blocks = state.story().timeline().blocks();
        if (blocks.size() > AT_ONCE) {
            Reading.Search search = new Reading.Search(text, false, List.of(), -1, blocks.size());
            State looking = state.with(state.reading().with(Optional.of(search)));
            return Step.of(looking.flashing(looking(blocks.size())), new Effect.Look(blocks, text));
        }
        List<Integer> hits = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (contains(blocks.get(i), text)) {
                hits.add(i + 1);
            }
        }
        return Step.of(found(keys, state, text, hits));
    }

    private static State found(TimelineKeys keys, State state, String text, List<Integer> hits) {
        if (hits.isEmpty()) {
            return state.with(state.reading().with(Optional.empty())).flashing(nowhere(state, text));
        }
        Reading.Search search = new Reading.Search(text, false, hits, hits.size());
        return next(keys, state.with(state.reading().with(Optional.of(search))), -1);
    }

    private static String nowhere(State state, String text) {
        return "\"" + text + "\" is nowhere "
                + (state.story().unread().isEmpty() ? "here" : "in what is here; the rest is being read");
    }

    /** More of what is looked for beside the loop: who has a hit already stays there. */
    static Step seen(TimelineKeys keys, State state, Msg.Seen seen) {
        Optional<Reading.Search> looking = state.reading()
                .search()
                .filter(search -> search.left() > 0 && search.query().equals(seen.text()));
        if (looking.isEmpty()) {
            return Step.of(state, new Effect.Look(List.of(), ""));
        }
        if (seen.left() == 0 && looking.get().current() < 0) {
            return Step.of(found(keys, state, seen.text(), seen.hits()));
        }
        int more = seen.hits().size() - looking.get().hits().size();
        int current = looking.get().current();
        boolean first = current < 0 && more > 0;
        Reading.Search search = new Reading.Search(
                seen.text(), false, seen.hits(), first ? more : current < 0 ? -1 : current + more, seen.left());
        State next = state.with(state.reading().with(Optional.of(search)));
        if (first) {
            return Step.of(next(keys, next, -1));
        }
        return Step.of(current < 0 ? next.flashing(looking(seen.left())) : next);
    }

    private static String looking(int left) {
        return String.format(Locale.ROOT, "looking … %,d blocks to go", left);
    }

    /** The next hit, towards the newer where positive. */
    static State next(TimelineKeys keys, State state, int step) {
        if (state.reading().search().isEmpty()) {
            return state.flashing("/ searches first");
        }
        Reading.Search search = state.reading().search().get();
        if (search.hits().isEmpty()) {
            return state.flashing(looking(search.left()));
        }
        int size = search.hits().size();
        int current = Math.floorMod(search.current() + step, size);
        Reading.Search moved = new Reading.Search(search.query(), false, search.hits(), current, search.left());
        int item = search.hits().get(current);
        Block hit = state.story().timeline().blocks().get(item - 1);
        // what was found must be in sight, and of these the text is folded away
        boolean folds = hit instanceof Block.Tool || hit instanceof Block.Route || hit instanceof Block.Input;
        Reading reading = state.reading().with(Optional.of(moved));
        State next = keys.select(state.with(folds ? reading.unfold(hit.head().id()) : reading), item);
        return next.flashing("hit " + (size - current) + " of " + size
                + (search.left() > 0 || state.story().unread().isPresent() ? " so far" : "") + " · n older · N newer");
    }

    /** Whatever its case. */
    static boolean contains(Block block, String text) {
        return content(block).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
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
