package sacred.app.session;

import java.util.List;
import java.util.function.UnaryOperator;
import sacred.app.config.Config;
import sacred.app.host.Host;
import sacred.app.log.Log;
import sacred.providers.secret.Secrets;
import sacred.timeline.Attachment;
import sacred.timeline.Event;
import sacred.timeline.EveryText;

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
        return everyText().of(event);
    }

    Event.Fleeting fleeting(Event.Fleeting event) {
        Event.Fleeting clean = switch (event) {
            case Event.Delta e -> new Event.Delta(e.turn(), e.call(), secrets.redact(e.text()), e.thinking());
            case Event.Note e -> new Event.Note(e.turn(), secrets.redact(e.text()));
            case Event.Waiting e -> new Event.Waiting(e.turn(), secrets.redact(e.why()), e.left(), e.unsaved());
            case Event.CallEnded e -> new Event.CallEnded(e.turn(), everyText().of(e.call()));
            case Event.ToolStarted e ->
                new Event.ToolStarted(
                        e.turn(), e.tool(), secrets.redact(e.name()), secrets.redact(e.arguments()), e.waits());
            case Event.ToolEnded e ->
                new Event.ToolEnded(e.turn(), e.tool(), everyText().of(e.run()));
            case Event.Started _, Event.CallStarted _ -> event;
        };
        LogLine.of(clean).ifPresent(log::info);
        LogLine.details(clean).ifPresent(log::debug);
        return clean;
    }

    /** What stands in files that go with a prompt. */
    List<Attachment.Text> files(List<Attachment.Text> files) {
        return files.stream()
                .map(file -> new Attachment.Text(file.name(), prompt(file.text())))
                .toList();
    }

    /** Names of models are left alone: they are the user's own, and are looked up. */
    private EveryText everyText() {
        return new EveryText(secrets::redact, secrets::redact, UnaryOperator.identity());
    }
}
