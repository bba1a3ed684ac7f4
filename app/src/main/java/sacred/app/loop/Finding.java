package sacred.app.loop;

import java.util.List;
import java.util.Optional;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.find.Hit;
import sacred.timeline.Block;
import sacred.timeline.Sequence;

/**
 * The search over all timelines: what is typed, and what was found of it by now. Immutable.
 *
 * @param hits the newest first
 * @param selected position among the hits
 * @param state how far the search is, or what came of it
 */
record Finding(String query, List<Hit> hits, int selected, String state) {

    private static final int PAGE = 10;

    Finding {
        hits = List.copyOf(hits);
    }

    static Finding of(String query) {
        return new Finding(query, List.of(), 0, "");
    }

    /** With what was found by now; what was chosen stays, since later hits are older. */
    Finding found(List<Hit> more, String how) {
        return new Finding(query, more, Math.min(selected, Math.max(0, more.size() - 1)), how);
    }

    private Finding typed(String text) {
        // the hits of the query before stay in sight until there are others
        return new Finding(text, hits, 0, state);
    }

    private Finding select(int wanted) {
        return new Finding(query, hits, Math.max(0, Math.min(wanted, hits.size() - 1)), state);
    }

    private Optional<Hit> chosen() {
        return selected < hits.size() ? Optional.of(hits.get(selected)) : Optional.empty();
    }

    static Step open(State state, String query) {
        return Step.of(with(state, Finding.of(query)), new Effect.Find(query));
    }

    static State with(State state, Finding finding) {
        return state.withOverlay(Optional.of(new Overlay.Search(finding)));
    }

    /** A key, but for those that close every overlay. */
    static Step apply(TimelineKeys keys, State state, Finding now, Input input) {
        return switch (input) {
            case Input.Paste paste ->
                query(state, now.typed(now.query + paste.text().replaceAll("\\s+", " ")));
            case Input.Mouse mouse ->
                Step.of(
                        switch (mouse.action()) {
                            case WHEEL_UP -> with(state, now.select(now.selected - 1));
                            case WHEEL_DOWN -> with(state, now.select(now.selected + 1));
                            case PRESS, RELEASE -> state;
                        });
            case Key key -> key(keys, state, now, key);
            case Input.Focus _, Input.Background _ -> Step.of(state);
        };
    }

    private static Step key(TimelineKeys keys, State state, Finding now, Key key) {
        return switch (key.name()) {
            case UP -> Step.of(with(state, now.select(now.selected - 1)));
            case DOWN -> Step.of(with(state, now.select(now.selected + 1)));
            case PAGE_UP -> Step.of(with(state, now.select(now.selected - PAGE)));
            case PAGE_DOWN -> Step.of(with(state, now.select(now.selected + PAGE)));
            case HOME -> Step.of(with(state, now.select(0)));
            case END -> Step.of(with(state, now.select(Integer.MAX_VALUE)));
            case ENTER -> now.chosen().map(hit -> go(keys, state, hit)).orElse(Step.of(state));
            case BACKSPACE ->
                now.query.isEmpty()
                        ? Step.of(state)
                        : query(
                                state,
                                now.typed(
                                        now.query.substring(0, now.query.offsetByCodePoints(now.query.length(), -1))));
            case CHARACTER -> character(state, now, key);
            default -> Step.of(state);
        };
    }

    private static Step character(State state, Finding now, Key key) {
        if (!key.ctrl() && !key.alt()) {
            return query(state, now.typed(now.query + key.text()));
        }
        return switch (key.text()) {
            case "p" -> Step.of(with(state, now.select(now.selected - 1)));
            case "n" -> Step.of(with(state, now.select(now.selected + 1)));
            case "u", "w" -> query(state, now.typed(""));
            default -> Step.of(state);
        };
    }

    private static Step query(State state, Finding next) {
        return Step.of(with(state, next), new Effect.Find(next.query));
    }

    /** To the block, here or in its own timeline. */
    private static Step go(TimelineKeys keys, State state, Hit hit) {
        State closed = state.withOverlay(Optional.empty());
        int turn = hit.head().turn();
        String block = hit.head().id();
        Step step = item(state, turn, block).isPresent()
                ? Step.of(show(keys, closed, turn, block))
                : Submission.run(closed, "/resume " + hit.file().getFileName() + " " + block + " " + turn);
        return step.and(new Effect.StopFinding());
    }

    /** The block chosen and unfolded, so that what was found in it is in sight. */
    static State show(TimelineKeys keys, State state, int turn, String block) {
        return item(state, turn, block)
                .map(item -> keys.select(state.with(state.reading().unfold(block)), item))
                .orElse(state.flashing("the block is not in what can be read of this timeline"));
    }

    /** Reads the blocks of the turn and no others. */
    private static Optional<Integer> item(State state, int turn, String block) {
        Sequence<Block> blocks = state.story().timeline().blocks();
        for (int i = blocks.size(); i > 0 && !block.isEmpty(); i--) {
            if (blocks.turn(i - 1) == turn && blocks.get(i - 1).head().id().equals(block)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
