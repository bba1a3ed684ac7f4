package sacred.app.loop;

import java.util.Optional;
import sacred.app.edit.Input.Key;
import sacred.app.replay.Playback;
import sacred.app.view.Story;
import sacred.timeline.Timeline;

/** The keys of a replay. */
final class ReplayKeys {

    private static final int DIGITS = 6;

    private ReplayKeys() {}

    /** Empty when the key is not about the replay. */
    static Optional<Step> apply(State state, Key key) {
        Playback playback = state.replay().orElseThrow();
        if (playback.goTo().isPresent()) {
            return Optional.of(Step.of(goingTo(state, playback, key)));
        }
        if (state.reading().focused() || key.ctrl()) {
            return Optional.empty();
        }
        return switch (key.name()) {
            case RIGHT -> Optional.of(Step.of(jump(state, playback.paused().forward())));
            case LEFT -> Optional.of(Step.of(jump(state, playback.paused().back())));
            case HOME -> Optional.of(Step.of(jump(state, playback.toStart())));
            case END -> Optional.of(Step.of(jump(state, playback.toEnd())));
            case CHARACTER -> character(state, playback, key.text());
            default -> Optional.empty();
        };
    }

    private static Optional<Step> character(State state, Playback playback, String text) {
        return switch (text) {
            case " " -> Optional.of(Step.of(state.with(playback.toggled()).ticked()));
            case "+", "=" -> Optional.of(Step.of(state.with(playback.faster())));
            case "-" -> Optional.of(Step.of(state.with(playback.slower())));
            case "g" -> Optional.of(Step.of(state.with(playback.typing(Optional.of("")))));
            case "q" -> Optional.of(leave(state));
            default -> Optional.empty();
        };
    }

    /** Back to the conversation that the replay began in, or out of the program. */
    static Step leave(State state) {
        return state.behind().isPresent() ? Update.next(state.played()) : Step.of(state, new Effect.Leave());
    }

    private static State goingTo(State state, Playback playback, Key key) {
        String typed = playback.goTo().orElseThrow();
        Playback plain = playback.typing(Optional.empty());
        return switch (key.name()) {
            case ENTER -> typed.isEmpty() ? state.with(plain) : jump(state, plain.toTurn(Integer.parseInt(typed)));
            case BACKSPACE ->
                state.with(
                        typed.isEmpty() ? plain : playback.typing(Optional.of(typed.substring(0, typed.length() - 1))));
            case CHARACTER ->
                key.text().matches("[0-9 ]")
                        ? state.with(playback.typing(Optional.of(number(typed + key.text()))))
                        : state.with(plain);
            default -> state.with(plain);
        };
    }

    /** As many digits as an int is sure to hold. */
    private static String number(String typed) {
        String digits = typed.strip();
        return digits.substring(0, Math.min(digits.length(), DIGITS));
    }

    /** Stands at another place: folded again from the start, so that it is what playing would have shown. */
    static State jump(State state, Playback to) {
        Story empty =
                Story.of(state.story().name(), Timeline.EMPTY, state.story().preface());
        State start =
                state.with(empty).withLive(Optional.empty()).with(Reading.START).with(to);
        return Update.played(start, to.fromTheStart()).ticked();
    }
}
