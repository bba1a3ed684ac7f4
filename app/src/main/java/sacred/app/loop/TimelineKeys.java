package sacred.app.loop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.text.Size;
import sacred.app.view.Scroll;
import sacred.timeline.Block;
import sacred.timeline.Kind;

/** The keys while the timeline has them: move by block and by turn, unfold, search, copy, ask again. */
final class TimelineKeys {

    private final Screen screen;

    TimelineKeys(Screen screen) {
        this.screen = screen;
    }

    /** Gives the keys to the timeline, or back to the prompt. */
    State focus(State state) {
        Reading reading = state.reading();
        if (reading.focused()) {
            return state.with(reading.select(Optional.empty()));
        }
        int last = state.story().lastBlock();
        if (last == 0) {
            return state.flashing("the timeline is still empty");
        }
        int visible = screen.scroll(state).rows(reading.top()).stream()
                .mapToInt(Scroll.Visible::item)
                .filter(item -> item <= last)
                .max()
                .orElse(last);
        return select(state, Math.max(1, visible));
    }

    Optional<Step> apply(State state, Input input) {
        if (!(input instanceof Key key)) {
            return Optional.of(Step.of(state));
        }
        int at = state.reading().selected().orElseThrow();
        return Optional.of(
                switch (key.name()) {
                    case UP -> Step.of(select(state, at - 1));
                    case DOWN -> Step.of(select(state, at + 1));
                    case HOME -> Step.of(select(state, 1));
                    case END -> Step.of(select(state, state.story().lastBlock()));
                    case ENTER -> Step.of(unfold(state, at));
                    case TAB -> Step.of(focus(state));
                    case CHARACTER -> character(state, key, at);
                    default -> Step.of(state);
                });
    }

    private Step character(State state, Key key, int at) {
        if (key.ctrl()) {
            int half = screen.scroll(state).height() / 2;
            return switch (key.text()) {
                case "u" -> Step.of(scroll(state, -half));
                case "d" -> Step.of(scroll(state, half));
                default -> Step.of(state);
            };
        }
        return switch (key.text()) {
            case "k" -> Step.of(select(state, at - 1));
            case "j" -> Step.of(select(state, at + 1));
            case "g" -> Step.of(select(state, 1));
            case "G" -> Step.of(select(state, state.story().lastBlock()));
            case "{" -> Step.of(turn(state, at, -1));
            case "}" -> Step.of(turn(state, at, 1));
            case " " -> Step.of(unfold(state, at));
            case "/" ->
                Step.of(state.with(state.reading().with(Optional.of(new Reading.Search("", true, List.of(), -1)))));
            case "n" -> Step.of(Searching.next(this, state, -1));
            case "N" -> Step.of(Searching.next(this, state, 1));
            case "c" -> Copying.copy(state, block(state, at), "the block");
            case "C" -> Copying.copyCode(state, block(state, at));
            case "e" -> Step.of(state, new Effect.Edit(Copying.text(block(state, at)), true));
            case "r" -> again(state, block(state, at));
            case "f" -> fork(state, block(state, at));
            case "p" ->
                Step.of(Requests.panel(
                        state, OptionalInt.of(block(state, at).head().turn())));
            case "q" ->
                Step.of(state.with(state.reading().select(Optional.empty()).with(Optional.empty())));
            case "?" -> Step.of(state.withOverlay(Optional.of(new Overlay.Keys(0))));
            default -> Step.of(state);
        };
    }

    private static Block block(State state, int item) {
        return state.story().timeline().blocks().get(item - 1);
    }

    /** Asks the prompt of the block's turn again. */
    private static Step again(State state, Block block) {
        if (state.replay().isPresent()) {
            return Step.of(state.flashing("a replay asks nobody"));
        }
        if (state.work().busy()) {
            return Step.of(state.flashing("something runs already; Esc stops it"));
        }
        return state.story().timeline().blocks().ofTurn(block.head().turn()).stream()
                .filter(b -> b instanceof Block.Input input && !input.command())
                .map(Block.Input.class::cast)
                .findFirst()
                .map(input -> Step.of(
                        state.with(Reading.START).with(state.work().start(input.text())), new Effect.AskAgain(input)))
                .orElse(Step.of(state.flashing("nothing was asked here")));
    }

    /** Goes on in a new timeline that ends with the block's turn. */
    private static Step fork(State state, Block block) {
        return state.replay().isPresent()
                ? Step.of(state.flashing("a replay cannot be forked; after it: /fork"))
                : Submission.run(
                        state.with(state.reading().select(Optional.empty())),
                        "/fork " + block.head().turn());
    }

    State select(State state, int item) {
        int kept = Math.max(1, Math.min(item, state.story().lastBlock()));
        Reading reading = state.reading();
        var top = screen.scroll(state).showing(reading.top(), kept);
        return state.with(reading.at(top, state.story().lastItem()).select(Optional.of(kept)));
    }

    private State scroll(State state, int rows) {
        Reading reading = state.reading();
        var top = screen.scroll(state).by(reading.top(), rows);
        State moved = state.with(reading.at(top, state.story().lastItem()));
        int item = screen.scroll(moved).rows(top).stream()
                .mapToInt(Scroll.Visible::item)
                .filter(i -> i >= 1 && i <= state.story().lastBlock())
                .findFirst()
                .orElse(1);
        return moved.with(moved.reading().select(Optional.of(item)));
    }

    private State turn(State state, int at, int step) {
        int item = at + step;
        while (item >= 1
                && item <= state.story().lastBlock()
                && state.story().timeline().blocks().kind(item - 1) != Kind.INPUT) {
            item += step;
        }
        return select(state, item);
    }

    /** The block stays in sight: folded it may end above the place that was looked at. */
    private State unfold(State state, int item) {
        State next = state.with(state.reading().toggle(block(state, item).head().id()));
        return settled(select(next, item));
    }

    /** Who reads goes on reading at the same place. */
    State resized(State state, Size size) {
        State next = state.with(size);
        Reading reading = state.reading();
        return reading.top()
                .map(top -> screen.scroll(next).like(top, screen.scroll(state)))
                .map(top -> next.with(reading.at(top, reading.seen())))
                .orElse(next);
    }

    /** Nothing blank stands below the end once rows have gone. */
    private State settled(State state) {
        Reading reading = state.reading();
        return reading.top().isEmpty()
                ? state
                : state.with(reading.at(
                        screen.scroll(state).by(reading.top(), 0), state.story().lastItem()));
    }

    /** A click on a block chooses it; on the chosen one it unfolds. */
    Optional<Step> click(State state, Input.Mouse mouse) {
        if (mouse.action() != Input.Mouse.Action.PRESS) {
            return Optional.of(Step.of(state));
        }
        var rows = screen.scroll(state).rows(state.reading().top());
        int row = mouse.row() - 1;
        boolean hit = row >= 0
                && row < rows.size()
                && rows.get(row).item() >= 1
                && rows.get(row).item() <= state.story().lastBlock();
        if (!hit) {
            return Optional.of(Step.of(state.with(state.reading().select(Optional.empty()))));
        }
        int item = rows.get(row).item();
        boolean again = state.reading().selected().equals(Optional.of(item));
        return Optional.of(
                Step.of(again ? unfold(state, item) : state.with(state.reading().select(Optional.of(item)))));
    }

    /** The keys while the query of a search is typed. */
    Step searching(State state, Input input) {
        Reading.Search search = state.reading().search().orElseThrow();
        if (input instanceof Key key && key.name() == Name.ENTER) {
            return find(state, search.query());
        }
        if (input instanceof Key key
                && (key.name() == Name.ESCAPE || key.ctrl() && key.text().equals("c"))) {
            return Step.of(state.with(state.reading().with(Optional.empty())));
        }
        return Step.of(state.with(state.reading().with(Optional.of(Searching.typed(search, input)))));
    }

    /** Jumps to the newest block that contains the text. */
    Step find(State state, String text) {
        return Searching.find(this, state, text);
    }

    Step seen(State state, Msg.Seen seen) {
        return Searching.seen(this, state, seen);
    }
}
