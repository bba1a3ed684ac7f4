package sacred.app.loop;

import java.util.Optional;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.edit.ListBox;

/** The keys while something lies over the timeline. */
final class OverlayKeys {

    private static final int PAGE = 10;

    private OverlayKeys() {}

    static Step apply(TimelineKeys keys, State state, Input input) {
        boolean closes = !(state.overlay().orElseThrow() instanceof Overlay.Doubt)
                && input instanceof Key key
                && (key.name() == Name.ESCAPE
                        || key.ctrl() && (key.text().equals("c") || key.text().equals("g")));
        if (closes) {
            Step step = Step.of(state.withOverlay(Optional.empty()));
            return state.overlay().get() instanceof Overlay.Search ? step.and(new Effect.StopFinding()) : step;
        }
        return switch (state.overlay().orElseThrow()) {
            case Overlay.Doubt doubt -> Doubting.answered(state, doubt, input);
            case Overlay.Search(Finding finding) -> Finding.apply(keys, state, finding, input);
            case Overlay.Page page -> page(state, page, input);
            case Overlay.Choosing choosing -> list(state, choosing, input);
        };
    }

    private static Step page(State state, Overlay.Page page, Input input) {
        int rows = switch (input) {
            case Input.Mouse mouse ->
                switch (mouse.action()) {
                    case WHEEL_UP -> -3;
                    case WHEEL_DOWN -> 3;
                    case PRESS, RELEASE -> 0;
                };
            case Key key ->
                switch (key.name()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    case PAGE_UP -> -PAGE;
                    case PAGE_DOWN -> PAGE;
                    case HOME -> -page.top();
                    case END -> Screen.lastOfPage(state, page);
                    case CHARACTER ->
                        switch (key.text()) {
                            case "k" -> -1;
                            case "j" -> 1;
                            case "g" -> -page.top();
                            case "G" -> Screen.lastOfPage(state, page);
                            case " " -> PAGE;
                            default -> Integer.MAX_VALUE;
                        };
                    default -> Integer.MAX_VALUE;
                };
            default -> 0;
        };
        if (rows == Integer.MAX_VALUE) {
            boolean closes =
                    page.isGlanced() || input instanceof Key key && key.text().equals("q");
            return Step.of(closes ? state.withOverlay(Optional.empty()) : state);
        }
        int last = Screen.lastOfPage(state, page);
        return Step.of(state.withOverlay(Optional.of(page.at(Math.max(0, Math.min(last, page.top() + rows))))));
    }

    private static Step list(State state, Overlay.Choosing open, Input input) {
        if (input instanceof Key key && (key.name() == Name.ENTER || key.name() == Name.TAB)) {
            return choose(state, open);
        }
        Optional<ListBox> next = open.box().apply(input);
        return Step.of(next.map(box -> state.withOverlay(Optional.of(new Overlay.Choosing(open.purpose(), box))))
                .orElse(state));
    }

    private static Step choose(State state, Overlay.Choosing open) {
        Optional<ListBox.Entry> entry = open.box().chosen();
        if (entry.isEmpty()) {
            return Step.of(state);
        }
        if (entry.get().value().isEmpty()) {
            return Step.of(state.flashing(entry.get().detail()));
        }
        String value = entry.get().value().get();
        State closed = state.withOverlay(Optional.empty());
        return switch (open.purpose()) {
            case MODEL -> Submission.run(closed, "/model " + value);
            case TIMELINE -> Submission.run(closed, "/resume " + value);
            case COMMAND -> value.endsWith(" ") ? begun(closed, value) : Submission.run(closed, value);
        };
    }

    /** A command that takes instructions is in the prompt; what was being written there is behind Up. */
    private static Step begun(State state, String command) {
        String draft = state.prompt().editor().expanded();
        boolean empty = draft.isBlank();
        Prompt prompt = empty ? state.prompt() : state.prompt().gone(draft);
        Step step = Step.of(state.with(prompt.with(prompt.editor().withText(command))), new Effect.KeepDraft(command));
        return empty ? step : step.and(new Effect.Remember(draft));
    }
}
