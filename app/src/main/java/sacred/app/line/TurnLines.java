package sacred.app.line;

import java.time.ZoneId;
import sacred.app.host.Output;
import sacred.app.session.Watcher;
import sacred.app.view.PlainView;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.Stage;

/** A turn as it happens, in appended lines: each stage when it seals, the answer while it streams. */
final class TurnLines implements Watcher {

    private final Output out;
    private final ZoneId zone;
    private Stage stage = Stage.ROUTE;
    private boolean answering;
    private boolean midLine;

    TurnLines(Output out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void sealed(Event.Durable event, byte[] record) {
        endLine();
        switch (event) {
            // the prompt stands above already, as it was typed
            case Event.Opened _ -> {}
            case Event.Sealed(Block block) -> PlainView.head(block, zone).forEach(out::safeLine);
            case Event.Closed closed -> {
                out.safeLine(PlainView.closing(closed));
                out.safeLine("");
            }
        }
    }

    @Override
    public void live(Event.Fleeting event) {
        switch (event) {
            case Event.Started started -> stage = started.stage();
            case Event.Delta delta
            when stage == Stage.FORMAT && !delta.thinking() -> {
                out.text((answering ? "" : "\n") + delta.text());
                answering = true;
                midLine = !delta.text().endsWith("\n");
            }
            case Event.Note note -> {
                endLine();
                out.safeLine("  " + note.text());
            }
            case Event.Waiting wait
            when !wait.why().isEmpty() -> {
                endLine();
                out.safeLine("  " + PlainView.waiting(wait));
            }
            case Event.Fleeting _ -> {}
        }
    }

    /** An answer stands between blank lines. */
    private void endLine() {
        if (answering) {
            out.text(midLine ? "\n\n" : "\n");
            answering = false;
        }
    }
}
