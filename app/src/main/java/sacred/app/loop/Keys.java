package sacred.app.loop;

import java.util.List;
import java.util.Optional;
import sacred.app.command.Commands;
import sacred.app.edit.Editor;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.view.Anchor;
import sacred.app.view.Scroll;

/** Which part of the screen a key belongs to, and the keys that mean the same everywhere. */
final class Keys {

    private static final int WHEEL_ROWS = 3;
    /** A second Ctrl+C within this time leaves. */
    private static final long SECOND_PRESS_MS = 1_000;

    /** Said until what runs has stopped. */
    static final String STOPPING = "stopping …";

    private final Screen screen;
    private final TimelineKeys timeline;
    private final PromptKeys prompt;

    Keys(Screen screen, TimelineKeys timeline, PromptKeys prompt) {
        this.prompt = prompt;
        this.screen = screen;
        this.timeline = timeline;
    }

    State filesFound(State state) {
        return prompt.filesFound(state);
    }

    Step apply(State state, Input input) {
        if (input instanceof Input.Focus) {
            return Step.of(state);
        }
        if (state.overlay().isPresent()) {
            return OverlayKeys.apply(timeline, state, input);
        }
        if (state.reading().search().filter(Reading.Search::typing).isPresent()) {
            return timeline.searching(state, input);
        }
        if (state.replay().isPresent() && input instanceof Key key) {
            Optional<Step> step = ReplayKeys.apply(state, key);
            if (step.isPresent()) {
                return step.get();
            }
        }
        if (state.prompt().search().isPresent()) {
            return PromptKeys.searching(state, input);
        }
        if (input instanceof Input.Paste && state.replay().isEmpty()) {
            return prompt.apply(state.with(state.reading().select(Optional.empty())), input);
        }
        return scrolling(state, input)
                .or(() -> everywhere(state, input))
                .or(() -> state.reading().focused() ? timeline.apply(state, input) : Optional.empty())
                .orElseGet(() -> state.replay().isPresent() ? Step.of(state) : prompt.apply(state, input));
    }

    private Optional<Step> scrolling(State state, Input input) {
        Optional<Anchor> top = state.reading().top();
        return switch (input) {
            case Input.Mouse mouse ->
                switch (mouse.action()) {
                    case WHEEL_UP -> moved(state, screen.scroll(state).by(top, -WHEEL_ROWS));
                    case WHEEL_DOWN -> moved(state, screen.scroll(state).by(top, WHEEL_ROWS));
                    case PRESS, RELEASE -> Optional.empty();
                };
            case Key key ->
                switch (key.name()) {
                    case PAGE_UP -> moved(state, page(state, -1));
                    case PAGE_DOWN -> moved(state, page(state, 1));
                    case HOME -> key.ctrl() ? moved(state, screen.scroll(state).at(0)) : Optional.empty();
                    case END -> key.ctrl() || nothingToEdit(state) ? moved(state, Optional.empty()) : Optional.empty();
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static boolean nothingToEdit(State state) {
        return state.prompt().editor().isEmpty() && state.replay().isEmpty();
    }

    private Optional<Anchor> page(State state, int direction) {
        Scroll scroll = screen.scroll(state);
        return scroll.by(state.reading().top(), direction * Math.max(1, scroll.height() - 2));
    }

    private static Optional<Step> moved(State state, Optional<Anchor> top) {
        return Optional.of(
                Step.of(state.with(state.reading().at(top, state.story().lastItem()))));
    }

    private Optional<Step> everywhere(State state, Input input) {
        if (!(input instanceof Key key)) {
            return input instanceof Input.Mouse mouse ? timeline.click(state, mouse) : Optional.empty();
        }
        if (key.name() == Name.ESCAPE) {
            return Optional.of(escape(state));
        }
        if (!key.ctrl() || key.name() != Name.CHARACTER) {
            return Optional.empty();
        }
        boolean replay = state.replay().isPresent();
        return switch (key.text()) {
            case "c" -> Optional.of(interrupt(state));
            case "l" -> Optional.of(Step.of(state, new Effect.Redraw()));
            case "z" -> Optional.of(Step.of(state, new Effect.Suspend()));
            case "p" -> replay ? Optional.empty() : Optional.of(Step.of(Requests.palette(state)));
            case "o" -> replay ? Optional.empty() : Optional.of(Requests.pickModel(state, ""));
            case "t" -> Optional.of(Step.of(timeline.focus(state)));
            case "d" ->
                state.reading().focused() || !state.prompt().editor().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Step.of(state, new Effect.Leave()));
            default -> Optional.empty();
        };
    }

    /** Closes what is open, else stops what runs; what was queued comes back into the prompt. */
    private static Step escape(State state) {
        if (state.reading().focused()) {
            return Step.of(state.with(state.reading().select(Optional.empty()).with(Optional.empty())));
        }
        if (state.prompt().completing().isPresent()) {
            return Step.of(state.with(state.prompt().withCompleting(Optional.empty())));
        }
        if (state.replay().isPresent()) {
            return ReplayKeys.leave(state);
        }
        // what runs beside the turns, such as the loading of a model, is stopped too
        return state.work().busy() ? stop(state) : Step.of(state, new Effect.StopTurn());
    }

    /** Prompts that wait come back; commands that wait are dropped, since as a part of a prompt they would be none. */
    private static Step stop(State state) {
        List<String> queue = state.work().queue().stream()
                .map(Line::text)
                .filter(line -> !Commands.isCommand(line))
                .toList();
        State next = state.with(state.work().withoutQueue()).flashing(STOPPING);
        Step step = Step.of(next, new Effect.StopTurn());
        if (queue.isEmpty()) {
            return step;
        }
        Editor editor = next.prompt().editor();
        String text = String.join("\n", queue) + (editor.isEmpty() ? "" : "\n" + editor.expanded());
        State back = next.with(next.prompt().with(editor.withText(text)));
        return new Step(back, step.effects()).and(new Effect.KeepDraft(text));
    }

    /** Stops the turn; else clears the line, which Up brings back; on an empty line a second press leaves. */
    private static Step interrupt(State state) {
        if (state.work().busy()) {
            return stop(state);
        }
        if (state.replay().isPresent()) {
            return ReplayKeys.leave(state);
        }
        Editor editor = state.prompt().editor();
        if (!editor.isEmpty()) {
            Step cleared = Step.of(state.with(state.prompt().cleared()).flashing("cleared; Up brings it back"));
            String draft = state.prompt().browse().draft(editor).expanded();
            Step kept = draft.equals(editor.expanded()) ? cleared : cleared.and(new Effect.Remember(draft));
            return kept.and(new Effect.Remember(editor.expanded())).and(new Effect.KeepDraft(""));
        }
        boolean second = state.flash()
                .filter(f -> f.text().equals(AGAIN) && f.untilMs() - state.nowMs() > State.FLASH_MS - SECOND_PRESS_MS)
                .isPresent();
        return second ? Step.of(state, new Effect.Leave()) : Step.of(state.flashing(AGAIN));
    }

    private static final String AGAIN = "Ctrl+C again leaves";
}
