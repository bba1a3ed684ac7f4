package sacred.app.loop;

import java.util.Optional;
import java.util.function.Consumer;
import sacred.app.replay.Playback;
import sacred.app.text.Size;
import sacred.app.text.Theme;
import sacred.app.view.LiveClock;
import sacred.app.view.Story;
import sacred.cognition.TurnSettings;

/**
 * Everything that the screen shows, at one moment. Immutable; only {@link Update} makes the next one.
 *
 * @param settings who answers; empty in a replay
 * @param live when what runs began; empty while no turn is live
 * @param question what a tool waits for
 * @param behind what is shown again when a replay ends that began in the middle of a conversation
 * @param flash a sentence that goes away by itself
 * @param tickedMs up to when a replay has been played
 * @param nowMs the clock of the screen
 */
record State(
        Size size,
        Look look,
        Story story,
        Reading reading,
        Prompt prompt,
        Work work,
        Optional<TurnSettings> settings,
        Optional<LiveClock> live,
        Optional<Overlay> overlay,
        Optional<Question> question,
        Optional<Playback> replay,
        Optional<Story> behind,
        Optional<Flash> flash,
        long tickedMs,
        long nowMs) {

    /**
     * How it looks.
     *
     * @param auto whether the theme follows the background of the terminal
     */
    record Look(Theme theme, boolean auto, boolean mouse) {}

    /** A sentence in the status line. */
    record Flash(String text, long untilMs) {}

    static final long FLASH_MS = 4_000;

    static State begin(Size size, Look look, Story story, long nowMs) {
        return new State(
                size,
                look,
                story,
                Reading.START,
                Prompt.EMPTY,
                Work.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nowMs,
                nowMs);
    }

    State with(Size other) {
        return change(next -> next.size = other);
    }

    State with(Look other) {
        return change(next -> next.look = other);
    }

    State with(Story other) {
        return change(next -> next.story = other);
    }

    State with(Reading other) {
        return change(next -> next.reading = other);
    }

    State with(Prompt other) {
        return change(next -> next.prompt = other);
    }

    State with(Work other) {
        return change(next -> next.work = other);
    }

    State with(TurnSettings other) {
        return change(next -> next.settings = Optional.of(other));
    }

    State with(Playback other) {
        return change(next -> next.replay = Optional.of(other));
    }

    State withLive(Optional<LiveClock> other) {
        return change(next -> next.live = other);
    }

    State withOverlay(Optional<Overlay> other) {
        return change(next -> next.overlay = other);
    }

    State withQuestion(Optional<Question> other) {
        return change(next -> next.question = other);
    }

    State flashing(String text) {
        return change(next -> next.flash = Optional.of(new Flash(text, nowMs + FLASH_MS)));
    }

    /** Plays something else; what was shown waits behind it. */
    State playing(Story other, Playback playback) {
        return change(next -> {
            next.behind = Optional.of(story);
            next.story = other;
            next.reading = Reading.START;
            next.replay = Optional.of(playback);
            next.tickedMs = nowMs;
        });
    }

    /** After a replay: what was shown before it. */
    State played() {
        return change(next -> {
            next.story = behind.orElse(story);
            next.behind = Optional.empty();
            next.reading = Reading.START;
            next.live = Optional.empty();
            next.replay = Optional.empty();
        });
    }

    /** Without any sentence in the status line. */
    State quiet() {
        return flash.isEmpty() ? this : change(next -> next.flash = Optional.empty());
    }

    /** Without a sentence that is true no more. */
    State without(String text) {
        return change(next -> next.flash = flash.filter(f -> !f.text().equals(text)));
    }

    /** The same at a later time; a flash that has been seen long enough is gone. */
    State at(long laterMs) {
        return change(next -> {
            next.flash = flash.filter(f -> f.untilMs() > laterMs);
            next.nowMs = laterMs;
        });
    }

    /** A replay is played up to now. */
    State ticked() {
        return change(next -> next.tickedMs = nowMs);
    }

    /** The clock of what is live: of the script in a replay, whatever its speed, and else of the screen. */
    long liveMs() {
        return replay.map(playback -> (long) playback.atMs()).orElse(nowMs);
    }

    /** Whether the screen changes while nothing comes into the inbox. */
    boolean moves() {
        boolean runs =
                replay.map(playback -> playback.playing() && !playback.atEnd()).orElse(live.isPresent() || work.busy());
        return runs || flash.isPresent();
    }

    private State change(Consumer<Parts> how) {
        Parts next = new Parts(this);
        how.accept(next);
        return next.state();
    }

    /** The parts of a state while the next one is made. */
    private static final class Parts {
        private Size size;
        private Look look;
        private Story story;
        private Reading reading;
        private Prompt prompt;
        private Work work;
        private Optional<TurnSettings> settings;
        private Optional<LiveClock> live;
        private Optional<Overlay> overlay;
        private Optional<Question> question;
        private Optional<Playback> replay;
        private Optional<Story> behind;
        private Optional<Flash> flash;
        private long tickedMs;
        private long nowMs;

        Parts(State s) {
            size = s.size;
            look = s.look;
            story = s.story;
            reading = s.reading;
            prompt = s.prompt;
            work = s.work;
            settings = s.settings;
            live = s.live;
            overlay = s.overlay;
            question = s.question;
            replay = s.replay;
            behind = s.behind;
            flash = s.flash;
            tickedMs = s.tickedMs;
            nowMs = s.nowMs;
        }

        State state() {
            return new State(
                    size, look, story, reading, prompt, work, settings, live, overlay, question, replay, behind, flash,
                    tickedMs, nowMs);
        }
    }
}
