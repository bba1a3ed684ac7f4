package sacred.app.loop;

import java.util.Optional;
import sacred.app.command.Commands;
import sacred.app.edit.Editor;
import sacred.app.secret.Suspicion;
import sacred.providers.secret.Secrets;

/** What Enter does with the text in the prompt. */
final class Submission {

    private Submission() {}

    static Step enter(State state, Suspicion suspicion) {
        Editor editor = state.prompt().editor();
        if (editor.continued().isPresent()) {
            return Step.of(state.with(state.prompt().with(editor.continued().get())));
        }
        String line = sendable(editor.expanded());
        if (line.isEmpty()) {
            return Step.of(state);
        }
        Secrets ours = suspicion.secrets();
        Line clean = new Line(ours.redact(line), ours.redact(sendable(editor.text())));
        Optional<Suspicion.Found> found = clean.command() ? Optional.empty() : suspicion.inPrompt(line);
        return found.map(doubt -> Step.of(Doubting.asked(state, clean, doubt.sentence(), true)))
                .orElseGet(() -> sent(state, clean));
    }

    /** Sends what is in the prompt. */
    static Step sent(State state, Line line) {
        State cleared = state.with(state.prompt().gone(line.text()))
                .with(state.reading().at(Optional.empty(), 0));
        return submit(cleared, line).and(new Effect.Remember(line.text())).and(new Effect.KeepDraft(""));
    }

    /** Without blanks around it; only of several lines the first keeps its indent, which in code means something. */
    private static String sendable(String text) {
        String bare = text.strip();
        boolean several = bare.indexOf('\n') >= 0 && !Commands.isCommand(bare);
        return several ? text.stripTrailing().replaceFirst("^(?:[ \\t]*\\R)+", "") : bare;
    }

    /** As if the line had been typed, but it does not become history. */
    static Step run(State state, String line) {
        return submit(state.with(state.reading().at(Optional.empty(), 0)), Line.of(line));
    }

    static Step submit(State state, Line line) {
        // what needs the timeline waits for it, in its order
        if (line.leaves() || line.anytime() && state.story().unread().isEmpty()) {
            return Step.of(state, new Effect.RunBeside(line.text()));
        }
        return state.work().busy() ? Step.of(state.with(state.work().later(line))) : start(state, line);
    }

    static Step start(State state, Line line) {
        return Step.of(state.with(state.work().start(line.text())), new Effect.Submit(line));
    }
}
