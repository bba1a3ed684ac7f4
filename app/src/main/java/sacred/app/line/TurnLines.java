package sacred.app.line;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.app.host.Output;
import sacred.app.session.Watcher;
import sacred.app.view.ApprovalView;
import sacred.app.view.PlainView;
import sacred.cognition.schedule.Pause;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;
import sacred.timeline.Block;
import sacred.timeline.Event;

/** A turn as it happens, in appended lines: each stage when it seals, the answer while it streams. */
final class TurnLines implements Watcher {

    /** Who waits for a tool for so long wants to know that it is done. */
    private static final long LONG_MS = 1_000;

    private final LineSource lines;
    private final Output out;
    private final ZoneId zone;
    /** The call whose words are the answer: of a strategy it is one of several. */
    private OptionalInt answer = OptionalInt.empty();

    /** Whether some of the answer has been shown as it streamed. */
    private boolean streamed;

    private boolean answering;
    private boolean midLine;
    /** Why something is not on disk, once that was said; every further try would say the same. */
    private String unsaved = "";

    /** @param lines where the user answers */
    TurnLines(Output out, ZoneId zone, LineSource lines) {
        this.lines = lines;
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void sealed(Event.Durable event, byte[] record) {
        endLine();
        switch (event) {
            // the prompt stands above already, as it was typed
            case Event.Opened _ -> {
                answer = OptionalInt.empty();
                streamed = false;
            }
            case Event.Sealed(Block.Format format)
            when !streamed && format.compaction().isEmpty() -> {
                // put together by others, perhaps after a call failed that was to say it
                out.text("\n" + format.text() + (format.text().endsWith("\n") ? "\n" : "\n\n"));
                PlainView.head(format, zone).forEach(out::safeLine);
            }
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
            case Event.CallStarted call -> answer = call.answers() ? OptionalInt.of(call.call()) : answer;
            case Event.Delta delta
            when answer.equals(OptionalInt.of(delta.call())) && !delta.thinking() -> {
                out.text((answering ? "" : "\n") + delta.text());
                answering = true;
                streamed = true;
                midLine = !delta.text().endsWith("\n");
            }
            case Event.Note note -> {
                endLine();
                out.safeLine("  " + note.text());
            }
            case Event.ToolStarted tool when !tool.waits() -> out.safeLine(PlainView.running(tool));
            case Event.ToolEnded tool
            when tool.run().durationMs().orElse(0) >= LONG_MS -> out.safeLine(PlainView.ended(tool.run()));
            case Event.Waiting wait
            when !wait.why().isEmpty() && !wait.why().equals(unsaved) -> {
                endLine();
                out.safeLine("  " + PlainView.waiting(wait));
                unsaved = wait.unsaved() ? wait.why() : "";
            }
            case Event.Fleeting _ -> {}
        }
    }

    @Override
    public void warned(String sentence) {
        endLine();
        out.safeLine("  " + sentence);
    }

    @Override
    public Optional<Pause> patience() {
        return Optional.of(Thread::sleep);
    }

    @Override
    public Decision decide(Approval approval) throws InterruptedException {
        endLine();
        out.safeLine("┃ " + approval.tool() + " wants to " + approval.action());
        ApprovalView.lines(approval.detail()).forEach(line -> out.safeLine("┃   " + line));
        Optional<String> answer = lines.answer("┃ y once, a always this in this session, anything else is no › ");
        if (answer.isEmpty()) {
            return Decision.refused("Nobody answered whether it may, so it may not.");
        }
        return switch (answer.get().strip()) {
            case "y", "yes" -> Decision.allowedBy("you");
            case "a" -> new Decision(true, "you", true);
            default -> Decision.refused("You said no.");
        };
    }

    /** An answer stands between blank lines. */
    private void endLine() {
        if (answering) {
            out.text(midLine ? "\n\n" : "\n");
            answering = false;
        }
    }
}
