package sacred.app.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import sacred.app.text.Printable;
import sacred.cognition.Pause;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Pace;
import sacred.timeline.journal.Entry;

/**
 * Plays saved entries as appended lines, in their recorded rhythm. Asks nobody: everything comes from the entries, and what
 * is missing is shown as missing.
 */
public final class PlainPlayer {

    /** Nobody wants to wait through a lunch break again. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(2);

    private final ZoneId zone;
    private final double speed;
    private final Pause pause;
    private final Consumer<String> out;
    private Instant lastEnd;

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
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Durable durable -> event(durable.event());
                case Entry.Foreign foreign ->
                    line("  [line " + foreign.line() + ": a record of an unknown kind, kept as it is]");
                case Entry.Damaged damaged ->
                    line("  [line " + damaged.line() + ": damaged record, " + damaged.reason() + "]");
            }
        }
    }

    private void event(Event.Durable event) throws InterruptedException {
        switch (event) {
            case Event.Opened opened -> {
                gapBefore(opened.input().head().at());
                lines(opened.input());
            }
            case Event.Sealed(Block.Format format) -> {
                stream(format.text(), format.pace());
                lines(format);
            }
            case Event.Sealed(Block.Error error) -> {
                stream(error.partial(), error.pace());
                lines(error);
            }
            case Event.Sealed(Block block) -> {
                wait(Duration.ofMillis(block.head().durationMs()));
                lines(block);
            }
            case Event.Closed closed -> {
                line(PlainView.closing(closed));
                line("");
                lastEnd = closed.at();
            }
        }
    }

    private void gapBefore(Instant next) throws InterruptedException {
        if (lastEnd == null) {
            return;
        }
        Duration gap = Duration.between(lastEnd, next);
        if (gap.compareTo(LONGEST_GAP) > 0 && Double.isFinite(speed)) {
            line("  … " + gap.toSeconds() + " s later");
        }
        wait(gap);
    }

    /** The text, each arrival at its time; text that no arrival accounts for comes at the end. */
    private void stream(String text, List<Pace> pace) throws InterruptedException {
        if (text.isEmpty()) {
            return;
        }
        Printable printable = new Printable();
        out.accept("\n");
        int at = 0;
        long beforeMs = 0;
        for (Pace arrival : pace) {
            wait(Duration.ofMillis(arrival.atMs() - beforeMs));
            beforeMs = arrival.atMs();
            int left = text.codePointCount(at, text.length());
            int end = text.offsetByCodePoints(at, Math.min(arrival.characters(), left));
            out.accept(printable.next(text.substring(at, end)));
            at = end;
        }
        String rest = printable.next(text.substring(at)) + printable.end();
        out.accept(rest + (text.endsWith("\n") ? "\n" : "\n\n"));
    }

    private void wait(Duration recorded) throws InterruptedException {
        Duration capped = recorded.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : recorded;
        long millis = (long) (capped.toMillis() / speed);
        if (millis > 0) {
            pause.of(Duration.ofMillis(millis));
        }
    }

    private void lines(Block block) {
        PlainView.head(block, zone).forEach(this::line);
    }

    private void line(String text) {
        out.accept(Printable.of(text) + "\n");
    }
}
