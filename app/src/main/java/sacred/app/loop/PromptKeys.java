package sacred.app.loop;

import java.util.Optional;
import java.util.OptionalInt;
import sacred.app.edit.Choice;
import sacred.app.edit.Completion;
import sacred.app.edit.Editor;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.edit.ReverseSearch;
import sacred.app.secret.Suspicion;
import sacred.app.view.PromptView;

/** The keys while the prompt has them: write, complete, look through earlier prompts, send. */
final class PromptKeys {

    private final Completion completion;
    private final TimelineKeys timeline;
    private final Suspicion suspicion;

    PromptKeys(Completion completion, TimelineKeys timeline, Suspicion suspicion) {
        this.completion = completion;
        this.suspicion = suspicion;
        this.timeline = timeline;
    }

    Step apply(State state, Input input) {
        if (input instanceof Key key) {
            Optional<Step> step =
                    completing(state, key).or(() -> special(state, key)).or(() -> toRow(state, key));
            if (step.isPresent()) {
                return step.get();
            }
        }
        Optional<Editor> edited = state.prompt().editor().apply(input);
        if (edited.isPresent()) {
            return written(state, edited.get());
        }
        return input instanceof Key key ? Step.of(browsed(state, key)) : Step.of(state);
    }

    /** The text changed: what may be completed is offered, and a crash will not lose it. */
    private Step written(State state, Editor editor) {
        Prompt prompt = state.prompt().with(editor);
        boolean same = editor.text().equals(state.prompt().editor().text());
        if (same) {
            return Step.of(state.with(prompt.withCompleting(Optional.empty())));
        }
        Step step = Step.of(state.with(offering(prompt)), new Effect.KeepDraft(editor.expanded()));
        return editor.text().equals("/model ") ? step.and(new Effect.FillList(Overlay.Purpose.MODEL)) : step;
    }

    /** Offers what is known now, unless the user has chosen already. */
    State filesFound(State state) {
        boolean chosen = state.prompt().completing().filter(Completing::chosen).isPresent();
        return chosen ? state : state.with(offering(state.prompt()));
    }

    private Prompt offering(Prompt prompt) {
        Completion.Offer offer =
                completion.of(prompt.editor().text(), prompt.editor().caret());
        boolean done = offer.isEmpty()
                || offer.candidates().size() == 1
                        && offer.candidates().getFirst().text().equals(offer.typed());
        return prompt.withCompleting(done ? Optional.empty() : Optional.of(new Completing(Choice.of(offer), false)));
    }

    private Optional<Step> completing(State state, Key key) {
        Prompt prompt = state.prompt();
        if (prompt.completing().isEmpty()) {
            return key.name() == Name.TAB && !prompt.editor().isEmpty()
                    ? Optional.of(Step.of(state.with(offering(prompt))))
                    : Optional.empty();
        }
        Completing now = prompt.completing().get();
        return switch (key.name()) {
            case UP -> Optional.of(Step.of(state.with(prompt.withCompleting(Optional.of(now.previous())))));
            case DOWN -> Optional.of(Step.of(state.with(prompt.withCompleting(Optional.of(now.next())))));
            case TAB -> Optional.of(tab(state, now));
            case ENTER ->
                now.chosen() && key.plain()
                        ? Optional.of(written(state, now.choice().accepted(prompt.editor())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** First as much as is certain, then one after the other. */
    private Step tab(State state, Completing now) {
        Editor editor = state.prompt().editor();
        Editor begun = now.choice().begun(editor);
        boolean added = !begun.text().equals(editor.text());
        return !now.chosen() && added
                ? written(state, begun)
                : Step.of(state.with(state.prompt().withCompleting(Optional.of(now.next()))));
    }

    private Optional<Step> special(State state, Key key) {
        Prompt prompt = state.prompt();
        boolean empty = prompt.editor().isEmpty();
        if (key.name() == Name.ENTER && key.plain()) {
            return Optional.of(Submission.enter(state, suspicion));
        }
        if (key.name() == Name.TAB) {
            return Optional.of(Step.of(empty ? timeline.focus(state) : state));
        }
        if (key.name() == Name.CHARACTER && key.plain() && key.text().equals("?") && empty) {
            return Optional.of(Step.of(state.withOverlay(Optional.of(new Overlay.Keys(0)))));
        }
        if (key.name() == Name.CHARACTER && key.ctrl() && !key.alt()) {
            return switch (key.text()) {
                case "r" ->
                    Optional.of(Step.of(state.with(prompt.searching(
                            Optional.of(ReverseSearch.of(prompt.browse().entries(), prompt.editor()))))));
                case "g" ->
                    Optional.of(Step.of(state, new Effect.Edit(prompt.editor().expanded(), false)));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** Up and Down in a line that is broken at the edge of the screen go by its rows. */
    private static Optional<Step> toRow(State state, Key key) {
        Editor editor = state.prompt().editor();
        if (!key.plain() || key.name() != Name.UP && key.name() != Name.DOWN) {
            return Optional.empty();
        }
        OptionalInt index =
                PromptView.moved(editor.text(), editor.caret(), state.size().columns(), key.name() == Name.UP);
        return index.isPresent()
                ? Optional.of(Step.of(state.with(state.prompt().with(editor.moved(index.getAsInt())))))
                : Optional.empty();
    }

    /** Up and Down beyond the text: what is queued comes back first, then the earlier prompts. */
    private static State browsed(State state, Key key) {
        Prompt prompt = state.prompt();
        boolean takeBack = key.name() == Name.UP
                && prompt.editor().isEmpty()
                && !state.work().queue().isEmpty();
        if (takeBack) {
            String queued = state.work().queue().getLast().text();
            return state.with(state.work().withoutLast())
                    .with(prompt.with(prompt.editor().withText(queued)));
        }
        Optional<Prompt> moved = switch (key.name()) {
            case UP -> prompt.earlier();
            case DOWN -> prompt.later();
            default -> Optional.empty();
        };
        return moved.map(state::with).orElse(state);
    }

    /** The keys while earlier prompts are searched. */
    static Step searching(State state, Input input) {
        Prompt prompt = state.prompt();
        ReverseSearch search = prompt.search().orElseThrow();
        if (!(input instanceof Key key)) {
            return input instanceof Input.Paste paste
                    ? Step.of(state.with(prompt.searching(
                            Optional.of(search.typed(paste.text().strip())))))
                    : Step.of(state);
        }
        Prompt closed = prompt.searching(Optional.empty());
        if (key.name() == Name.CHARACTER && !key.ctrl() && !key.alt()) {
            return Step.of(state.with(prompt.searching(Optional.of(search.typed(key.text())))));
        }
        if (key.name() == Name.BACKSPACE) {
            return Step.of(state.with(prompt.searching(Optional.of(search.erased()))));
        }
        if (key.ctrl() && (key.text().equals("r") || key.text().equals("s"))) {
            ReverseSearch next = key.text().equals("r") ? search.older() : search.newer();
            return Step.of(state.with(prompt.searching(Optional.of(next))));
        }
        boolean cancelled = key.name() == Name.ESCAPE
                || key.ctrl() && (key.text().equals("c") || key.text().equals("g"));
        return Step.of(state.with(closed.with(cancelled ? search.cancelled() : search.accepted())));
    }
}
