package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.text.Row;
import sacred.app.view.ApprovalView;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;

/**
 * A tool wants something, and the user is asked. Answered only by a key that was pressed on its own while the whole of it
 * could be read: neither a paste, nor time, nor what was being typed when it came.
 *
 * @param top the first row of the detail in sight
 * @param quietMs since when no key has gone anywhere else
 */
record Question(Approval approval, int top, long quietMs) {

    /** Who is typing is not answering. */
    static final long QUIET_MS = 500;

    private static final int DETAIL_ROWS = 24;
    /** The header, what is left of the timeline, the title, the keys, the rule, the prompt, the status line. */
    private static final int OTHER_ROWS = 8;

    Question touched(long nowMs) {
        return new Question(approval, top, nowMs);
    }

    private Question at(State state, int row) {
        int last = Math.max(0, total(state) - height(state));
        return new Question(approval, Math.max(0, Math.min(last, row)), quietMs);
    }

    private int total(State state) {
        return ApprovalView.detail(approval, state.size().columns()).size();
    }

    private int height(State state) {
        int room = Math.max(1, Math.min(DETAIL_ROWS, state.size().rows() - OTHER_ROWS));
        return Math.min(total(state), room);
    }

    private boolean whole(State state) {
        return top + height(state) >= total(state);
    }

    List<Row> rows(State state) {
        int columns = state.size().columns();
        List<Row> detail = ApprovalView.detail(approval, columns);
        int first = Math.min(top, Math.max(0, detail.size() - height(state)));
        List<Row> rows = new ArrayList<>();
        rows.add(ApprovalView.title(approval, columns));
        rows.addAll(detail.subList(first, Math.min(detail.size(), first + height(state))));
        rows.add(ApprovalView.keys(whole(state), columns));
        return rows;
    }

    /** What the input means for the question; empty when it is not for it. */
    Optional<Step> apply(State state, Input input) {
        if (input instanceof Input.Mouse mouse) {
            return switch (mouse.action()) {
                case WHEEL_UP -> Optional.of(moved(state, -3));
                case WHEEL_DOWN -> Optional.of(moved(state, 3));
                case PRESS, RELEASE -> Optional.empty();
            };
        }
        if (!(input instanceof Key key) || key.ctrl() || key.alt()) {
            return Optional.empty();
        }
        boolean quiet = state.nowMs() - quietMs >= QUIET_MS;
        return switch (key.name()) {
            case UP -> Optional.of(moved(state, -1));
            case DOWN -> Optional.of(moved(state, 1));
            case PAGE_UP -> Optional.of(moved(state, -height(state)));
            case PAGE_DOWN -> Optional.of(moved(state, height(state)));
            case ESCAPE, ENTER -> Optional.of(quiet ? refused(state) : Step.of(touched(state)));
            case CHARACTER -> quiet ? Optional.of(letter(state, key.text())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Step letter(State state, String text) {
        return switch (text) {
            case "y", "a" ->
                whole(state)
                        ? decided(state, new Decision(true, "you", text.equals("a")))
                        : Step.of(state.flashing("read to its end first: ↓"));
            case "n" -> refused(state);
            case " " -> moved(state, height(state));
            default -> Step.of(state.flashing("y allows it, n refuses it"));
        };
    }

    private State touched(State state) {
        return state.withQuestion(Optional.of(touched(state.nowMs())));
    }

    private Step moved(State state, int rows) {
        return Step.of(state.withQuestion(Optional.of(at(state, top + rows))));
    }

    private static Step refused(State state) {
        return decided(state, Decision.refused("You said no."));
    }

    private static Step decided(State state, Decision decision) {
        return Step.of(state.withQuestion(Optional.empty()), new Effect.Decide(decision));
    }
}
