package sacred.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.app.host.Host;
import sacred.app.session.Watcher;
import sacred.app.view.Figures;
import sacred.app.view.PlainView;
import sacred.cognition.Stop;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Stage;

/**
 * What {@code ask} shows of a turn: the answer as it streams, or every record as it is sealed; notes and errors on standard
 * error. When nobody reads any more, the turn is stopped: its answer would be paid for nothing.
 */
final class AskView implements Watcher {

    private final Host host;
    private final boolean json;
    private final Stop stop;
    private final List<String> allowed;
    private volatile boolean refusedATool;
    /** The call whose words are the answer: of a strategy it is one of several. */
    private OptionalInt answer = OptionalInt.empty();

    private boolean answering;
    private boolean atLineStart = true;
    /** What a stage failed with that the turn may still go on without. */
    private Optional<Block.Error> unsaid = Optional.empty();

    /** @param allowed the tools that may do what they want */
    AskView(Host host, boolean json, Stop stop, List<String> allowed) {
        this.allowed = allowed;
        this.host = host;
        this.json = json;
        this.stop = stop;
    }

    @Override
    public void sealed(Event.Durable event, byte[] record) {
        if (json) {
            host.out().bytes(record);
            stopIfNobodyReads();
        }
        if (host.out().broken()) {
            return;
        }
        switch (event) {
            case Event.Sealed(Block.Error error)
            when error.stage() != Stage.TOOL || !error.partial().isEmpty() -> {
                end();
                host.err().safeLine("sacred: " + sentence(error));
                unsaid = Optional.empty();
            }
            case Event.Sealed(Block.Error error) -> unsaid = Optional.of(error);
            case Event.Closed closed
            when closed.outcome() == Event.Outcome.FAILED && unsaid.isPresent() ->
                host.err().safeLine("sacred: " + sentence(unsaid.get()));
            case Event.Sealed(Block.Format format) -> answered(format);
            case Event.Closed closed
            when !json && host.err().terminal() && closed.outcome() == Event.Outcome.OK -> {
                end();
                host.err()
                        .line("[" + Figures.tokens(closed.usage()) + " · " + Figures.seconds(closed.durationMs())
                                + " · " + Figures.money(closed.cost()) + "]");
            }
            case Event.Durable _ -> {}
        }
    }

    private void answered(Block.Format format) {
        if (!answering && !json) {
            answer(format.text());
        }
        end();
        List<Call.Saved> saved =
                format.calls().stream().flatMap(call -> call.saved().stream()).toList();
        if (!saved.isEmpty()) {
            host.err().line("note: This answer is from the cache, " + Figures.saved(saved) + ".");
        }
    }

    @Override
    public void live(Event.Fleeting event) {
        switch (event) {
            case Event.CallStarted call -> answer = call.answers() ? OptionalInt.of(call.call()) : answer;
            case Event.Delta delta
            when answer.equals(OptionalInt.of(delta.call())) && !delta.thinking() && !json -> {
                answer(delta.text());
                stopIfNobodyReads();
            }
            case Event.Note note -> {
                end();
                host.err().safeLine("note: " + note.text());
            }
            case Event.Waiting wait
            when !wait.why().isEmpty() -> {
                end();
                host.err().safeLine("note: " + PlainView.waiting(wait));
            }
            case Event.Fleeting _ -> {}
        }
    }

    @Override
    public void warned(String sentence) {
        end();
        host.err().safeLine("note: " + sentence);
    }

    private void answer(String text) {
        host.out().text(text);
        answering = true;
        atLineStart = text.endsWith("\n");
    }

    /** Nobody looks, so what is not allowed beforehand is refused. */
    @Override
    public Decision decide(Approval approval) {
        if (allowed.contains(approval.tool())) {
            return Decision.allowedBy("--yes-tool");
        }
        refusedATool = true;
        String why = "The tool " + approval.tool() + " may not " + approval.action()
                + " without being allowed to: --yes-tool " + approval.tool() + ".";
        end();
        host.err().safeLine("sacred: " + why);
        return Decision.refused(why);
    }

    boolean refusedATool() {
        return refusedATool;
    }

    /** Ends the line of the answer, once. */
    void end() {
        if (answering && !atLineStart) {
            host.out().text("\n");
            atLineStart = true;
        }
    }

    private static String sentence(Block.Error error) {
        return error.error() == ErrorKind.CANCELLED
                ? error.text()
                : error.stage().wire() + " failed, " + error.error().wire().replace('_', ' ') + ". " + error.text();
    }

    private void stopIfNobodyReads() {
        if (host.out().broken()) {
            stop.now(Stop.Reason.CANCELLED);
        }
    }
}
