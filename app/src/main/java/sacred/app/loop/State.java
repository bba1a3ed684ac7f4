package sacred.app.loop;

import java.util.Optional;
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
        Optional<Playback> replay,
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
                nowMs,
                nowMs);
    }

    static final long FLASH_MS = 4_000;

    State with(Size other) {
        return new State(
                other, look, story, reading, prompt, work, settings, live, overlay, replay, flash, tickedMs, nowMs);
    }

    State with(Look other) {
        return new State(
                size, other, story, reading, prompt, work, settings, live, overlay, replay, flash, tickedMs, nowMs);
    }

    State with(Story other) {
        return new State(
                size, look, other, reading, prompt, work, settings, live, overlay, replay, flash, tickedMs, nowMs);
    }

    State with(Reading other) {
        return new State(
                size, look, story, other, prompt, work, settings, live, overlay, replay, flash, tickedMs, nowMs);
    }

    State with(Prompt other) {
        return new State(
                size, look, story, reading, other, work, settings, live, overlay, replay, flash, tickedMs, nowMs);
    }

    State with(Work other) {
        return new State(
                size, look, story, reading, prompt, other, settings, live, overlay, replay, flash, tickedMs, nowMs);
    }

    State with(TurnSettings other) {
        return new State(
                size,
                look,
                story,
                reading,
                prompt,
                work,
                Optional.of(other),
                live,
                overlay,
                replay,
                flash,
                tickedMs,
                nowMs);
    }

    State withLive(Optional<LiveClock> other) {
        return new State(
                size, look, story, reading, prompt, work, settings, other, overlay, replay, flash, tickedMs, nowMs);
    }

    State withOverlay(Optional<Overlay> other) {
        return new State(
                size, look, story, reading, prompt, work, settings, live, other, replay, flash, tickedMs, nowMs);
    }

    State with(Playback other) {
        return new State(
                size,
                look,
                story,
                reading,
                prompt,
                work,
                settings,
                live,
                overlay,
                Optional.of(other),
                flash,
                tickedMs,
                nowMs);
    }

    State flashing(String text) {
        Flash other = new Flash(text, nowMs + FLASH_MS);
        return new State(
                size,
                look,
                story,
                reading,
                prompt,
                work,
                settings,
                live,
                overlay,
                replay,
                Optional.of(other),
                tickedMs,
                nowMs);
    }

    /** The same at a later time; a flash that has been seen long enough is gone. */
    State at(long laterMs) {
        Optional<Flash> left = flash.filter(f -> f.untilMs() > laterMs);
        return new State(
                size, look, story, reading, prompt, work, settings, live, overlay, replay, left, tickedMs, laterMs);
    }

    /** A replay is played up to now. */
    State ticked() {
        return new State(
                size, look, story, reading, prompt, work, settings, live, overlay, replay, flash, nowMs, nowMs);
    }

    /** Whether the screen changes while nothing comes into the inbox. */
    boolean moves() {
        return live.isPresent()
                || work.busy()
                || flash.isPresent()
                || replay.filter(p -> p.playing() && !p.atEnd()).isPresent();
    }
}
