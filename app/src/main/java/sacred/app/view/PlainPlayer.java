package sacred.app.view;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import sacred.app.panel.Panel;
import sacred.app.replay.Script;
import sacred.app.text.Printable;
import sacred.cognition.schedule.Pause;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.journal.Entry;

/**
 * Plays saved entries as appended lines, in the rhythm of their {@link Script}, which the full screen plays as well. Asks
 * nobody: everything comes from the entries, and what is missing is shown as missing.
 */
public final class PlainPlayer {

    private final ZoneId zone;
    private final double speed;
    private final Pause pause;
    private final Consumer<String> out;
    /** Calls of the turn whose words are no part of an answer. */
    private final Set<Integer> members = new HashSet<>();

    private long atMs;
    /** What of the text of the block that comes next has been shown already, in UTF-16 units. */
    private int shown;

    private Printable printable = new Printable();

    /**
     * @param speed 1 is the recorded rhythm; infinite is without any wait
     * @param out takes pieces of text, made printable
     */
    public PlainPlayer(ZoneId zone, double speed, Pause pause, Consumer<String> out) {
        this.zone = zone;
        this.speed = speed;
        this.pause = pause;
        this.out = out;
    }

    public void play(List<Entry> entries) throws InterruptedException {
        for (Script.Step step : Script.steps(entries)) {
            waitUntil(step.atMs());
            switch (step) {
                case Script.Step.Told told -> event(told.event());
                case Script.Step.Remark remark -> line("  [" + remark.text() + "]");
                case Script.Step.Gap gap -> gap(gap.text());
            }
        }
    }

    /** In the middle of an answer a remark would look like a part of it. */
    private void gap(String text) {
        if (shown == 0 && Double.isFinite(speed)) {
            line("  " + text);
        }
    }

    private void event(Event event) {
        switch (event) {
            case Event.Opened opened -> {
                members.clear();
                lines(opened.input());
            }
            case Event.CallStarted call when Panel.isOfStrategy(call.role()) -> members.add(call.call());
            case Event.Delta delta when !members.contains(delta.call()) -> text(delta.text());
            case Event.Sealed(Block.Format format) -> {
                rest(format.text());
                lines(format);
            }
            case Event.Sealed(Block.Error error) -> {
                rest(error.partial());
                lines(error);
            }
            case Event.Sealed(Block block) -> lines(block);
            case Event.Closed closed -> {
                line(PlainView.closing(closed));
                line("");
            }
            // how it came about is for a screen that moves
            case Event.Fleeting _ -> {}
        }
    }

    private void text(String piece) {
        if (shown == 0) {
            out.accept("\n");
        }
        out.accept(printable.next(piece));
        shown += piece.length();
    }

    /** The end of a text: what no arrival accounts for, and a blank line. */
    private void rest(String text) {
        if (text.isEmpty()) {
            return;
        }
        text(text.substring(shown));
        out.accept(printable.end() + (text.endsWith("\n") ? "\n" : "\n\n"));
        printable = new Printable();
        shown = 0;
    }

    private void waitUntil(long stepMs) throws InterruptedException {
        long millis = (long) ((stepMs - atMs) / speed);
        atMs = stepMs;
        if (millis > 0) {
            pause.of(Duration.ofMillis(millis));
        }
    }

    private void lines(Block block) {
        PlainView.head(block, zone).forEach(this::line);
        PlainView.notes(block).forEach(this::line);
    }

    private void line(String text) {
        out.accept(Printable.of(text) + "\n");
    }
}
