package sacred.app.session;

import java.util.List;
import java.util.Optional;
import sacred.app.config.Config;
import sacred.app.host.Host;
import sacred.app.log.Log;
import sacred.providers.secret.Secrets;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Compaction;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/**
 * The wall between a turn and everything that keeps or shows it: no event leaves with a secret in it, and the log is told what
 * happened, without what was said. Prompts lose theirs before the turn begins. What streams has lost its secrets already where
 * it came in, because here a piece would be too small to know one. Any thread; blocks for a line of the log.
 */
public record Wall(Secrets secrets, Log log) {

    /** The wall of a run that opens no provider. */
    public static Wall of(Host host, Config config) {
        Secrets secrets = config.secrets();
        return new Wall(secrets, Log.in(host.data(), config.log(), host.clock(), secrets::redact));
    }

    String prompt(String text) {
        return secrets.redact(text);
    }

    Event.Durable durable(Event.Durable event) {
        Event.Durable clean = kept(event);
        LogLine.of(clean).ifPresent(log::info);
        return clean;
    }

    /** What was kept before and is written once more: the log has been told of it when it happened. */
    Event.Durable kept(Event.Durable event) {
        return switch (event) {
            case Event.Opened opened -> new Event.Opened(input(opened.input()));
            case Event.Sealed sealed -> new Event.Sealed(block(sealed.block()));
            case Event.Closed closed -> closed;
        };
    }

    Event.Fleeting fleeting(Event.Fleeting event) {
        Event.Fleeting clean = switch (event) {
            case Event.Delta e -> new Event.Delta(e.turn(), e.call(), secrets.redact(e.text()), e.thinking());
            case Event.Note e -> new Event.Note(e.turn(), secrets.redact(e.text()));
            case Event.Waiting e -> new Event.Waiting(e.turn(), secrets.redact(e.why()), e.left(), e.unsaved());
            case Event.CallEnded e -> new Event.CallEnded(e.turn(), call(e.call()));
            case Event.ToolStarted e ->
                new Event.ToolStarted(
                        e.turn(), e.tool(), secrets.redact(e.name()), secrets.redact(e.arguments()), e.waits());
            case Event.ToolEnded e -> new Event.ToolEnded(e.turn(), e.tool(), tool(e.run()));
            case Event.Started _, Event.CallStarted _ -> event;
        };
        LogLine.of(clean).ifPresent(log::info);
        LogLine.details(clean).ifPresent(log::debug);
        return clean;
    }

    private Block.Head head(Block.Head head) {
        return new Block.Head(
                head.id(),
                head.turn(),
                head.at(),
                head.durationMs(),
                head.notes().stream().map(secrets::redact).toList());
    }

    /** What stands in files that go with a prompt. */
    List<Attachment.Text> files(List<Attachment.Text> files) {
        return files.stream()
                .map(file -> new Attachment.Text(file.name(), prompt(file.text())))
                .toList();
    }

    private Block.Input input(Block.Input input) {
        return new Block.Input(
                head(input.head()),
                secrets.redact(input.text()),
                input.command(),
                input.retryOf(),
                input.attachments().stream()
                        .map(file -> new Attachment(secrets.redact(file.name()), file.sha256(), file.bytes()))
                        .toList());
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Input b -> input(b);
            case Block.Route b ->
                new Block.Route(head(b.head()), secrets.redact(b.text()), routing(b.routing()), calls(b.calls()));
            case Block.Tool b ->
                new Block.Tool(head(b.head()), secrets.redact(b.text()), tools(b.tools()), calls(b.calls()));
            case Block.Format b ->
                new Block.Format(
                        head(b.head()),
                        secrets.redact(b.text()),
                        calls(b.calls()),
                        b.pace(),
                        b.compaction()
                                .map(c ->
                                        new Compaction(c.from(), c.to(), secrets.redact(c.prompt()), c.savedTokens())));
            case Block.Error b ->
                new Block.Error(
                        head(b.head()),
                        secrets.redact(b.text()),
                        b.stage(),
                        b.error(),
                        b.retryable(),
                        secrets.redact(b.partial()),
                        tools(b.tools()),
                        calls(b.calls()),
                        b.pace());
        };
    }

    private Routing routing(Routing r) {
        return new Routing(
                r.source(),
                secrets.redact(r.plan()),
                secrets.redact(r.intent()),
                r.domains(),
                r.boundaries(),
                r.tools().stream().map(secrets::redact).toList(),
                secrets.redact(r.reason()),
                r.difficulty(),
                r.effect(),
                r.decidedAt());
    }

    private List<ToolRun> tools(List<ToolRun> runs) {
        return runs.stream().map(this::tool).toList();
    }

    private ToolRun tool(ToolRun run) {
        return new ToolRun(
                secrets.redact(run.name()),
                secrets.redact(run.arguments()),
                secrets.redact(run.result()),
                run.durationMs(),
                run.status(),
                secrets.redact(run.approval()),
                run.leftOut());
    }

    private List<Call> calls(List<Call> calls) {
        return calls.stream().map(this::call).toList();
    }

    private Call call(Call call) {
        Usage usage = call.usage();
        Optional<Call.Failure> failure = call.error()
                .map(e -> new Call.Failure(
                        e.kind(), secrets.redact(e.message()), e.httpStatus(), e.retryable(), e.sent()));
        return new Call(
                call.index(),
                call.model(),
                secrets.redact(call.modelAnswered()),
                call.role(),
                call.attempt(),
                call.timing(),
                new Usage(
                        usage.input(),
                        usage.output(),
                        usage.reasoning(),
                        usage.cacheRead(),
                        usage.cacheWrite(),
                        usage.source(),
                        usage.flags(),
                        secrets.redact(usage.raw())),
                call.cost(),
                secrets.redact(call.finish()),
                call.status(),
                call.cache(),
                failure,
                call.saved(),
                said(call.said()));
    }

    private Said said(Said said) {
        return new Said(
                secrets.redact(said.prompt()),
                secrets.redact(said.text()),
                secrets.redact(said.reasoning()),
                said.instance(),
                said.iteration(),
                said.within(),
                said.confidence(),
                said.pace());
    }
}
