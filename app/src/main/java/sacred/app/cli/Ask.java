package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.cognition.Asked;
import sacred.cognition.Stop;
import sacred.timeline.Attachment;

/** {@code sacred ask}: one turn, the answer alone on standard output. */
final class Ask implements Command {

    @Override
    public String name() {
        return "ask";
    }

    @Override
    public String synopsis() {
        return "[PROMPT...]";
    }

    @Override
    public String about() {
        return "one turn: the answer on stdout, notes on stderr; @file attaches, piped text joins the prompt";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value(null, "route", "REF", "the model that routes"))
                .addOption(Invocation.value(null, "tool", "REF", "the model that calls tools"))
                .addOption(Invocation.value(null, "format", "REF", "the model that writes the answer"))
                .addOption(new Option(null, "no-save", false, "keep no timeline"))
                .addOption(new Option(null, "json", false, "print the records of the timeline as they are sealed"))
                .addOption(new Option(null, "allow-secrets", false, "send the prompt though there may be a key in it"))
                .addOption(new Option(null, "dry-run", false, "say what it would ask and cost, and ask nobody"))
                .addOption(Invocation.value(null, "timeout", "SECONDS", "end the turn after so long"))
                .addOption(Invocation.value(null, "max-cost", "USD", "spend no more than this on the turn"))
                .addOption(
                        Invocation.value(null, "yes-tool", "NAME", "allow this tool without asking; may be repeated"));
    }

    @Override
    public Set<String> chosen() {
        return Invocation.CHOICES;
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Optional<Duration> timeout = OneTurn.timeout(call);
        Optional<BigDecimal> maxCost = OneTurn.maxCost(call);
        try (Setup setup = Setup.of(host, call.config())) {
            return ask(call, setup, timeout, maxCost);
        }
    }

    private static int ask(Invocation call, Setup setup, Optional<Duration> timeout, Optional<BigDecimal> maxCost)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Answering answering = Answering.of(call, setup);
        String prompt = OneTurn.prompt(call.words(), setup.host(), true);
        List<Attachment.Text> files = OneTurn.files(call.words(), prompt, setup.host());
        OneTurn.checkForSecrets(prompt, files, call, setup);
        if (call.has("dry-run")) {
            return ForecastLines.print(Asked.told(prompt, files), answering.settings(), call, setup);
        }
        try (Session session = setup.open(call.target(!call.has("no-save")), answering.settings(), maxCost)) {
            Stop stop = new Stop();
            AskView view = new AskView(setup.host(), call.has("json"), stop, call.values("yes-tool"));
            return OneTurn.run(setup, session, timeout, stop, view, () -> session.ask(prompt, files, stop, view));
        }
    }
}
