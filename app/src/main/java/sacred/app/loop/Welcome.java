package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.view.Story;
import sacred.providers.ProviderKind;
import sacred.timeline.journal.Ulid;

/** What an empty timeline says. */
final class Welcome {

    private Welcome() {}

    /** A timeline that was opened, as the screen shows it first. */
    static Story story(Setup setup, Session session) {
        String end = Ulid.shortened(session.journal().id());
        return Story.of(
                session.journal().file().isEmpty() ? "not saved" : end, session.timeline(), lines(setup, session));
    }

    private static List<String> lines(Setup setup, Session session) {
        List<String> lines = new ArrayList<>();
        boolean others = !setup.config().isDefault() && setup.providers().all().size() > 1;
        lines.add("");
        if (session.settings().format().provider().equals(ProviderKind.BUILTIN.wire())) {
            lines.add((others ? "The built-in engine answers" : "No model is configured") + ". You can already ask");
            lines.add("  › what is 17% of 2340 · days until 2027-01-01 · how do I add a provider");
            lines.add("answered by the built-in engine: real tools, no language model, 0 tokens.");
            lines.add("");
            lines.add("To get a model");
            setup.config().disabled().forEach((name, why) -> lines.add(String.format("  %-11s %s", name, why)));
            setup.providers().all().stream()
                    .filter(p -> p.settings().kind() == ProviderKind.OLLAMA)
                    .forEach(p -> lines.add(String.format(
                            setup.config().isDefault()
                                    ? "  %-11s no model was found at %s: start it, then /provider %s"
                                    : "  %-11s at %s: /provider %s switches to it",
                            p.name(),
                            p.settings().baseUrl(),
                            p.name())));
        } else {
            lines.add(session.settings().format() + " answers. Ask something.");
        }
        lines.add("");
        lines.add("? keys and commands · Ctrl+O models · Ctrl+P everything else");
        return lines;
    }
}
