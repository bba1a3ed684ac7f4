package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.cognition.Stop;
import sacred.cognition.TurnSettings;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Rearbitration;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.ModelRef;

/** {@code sacred rearbitrate}: the recorded answers of a turn, joined by somebody else, as a new turn of the same timeline. */
final class Rearbitrate implements Command {

    private static final String NAME = "rearbitrate";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String synopsis() {
        return "FILE|ID TURN";
    }

    @Override
    public String about() {
        return "joins the recorded answers of a turn anew: --arbiter REF; its members are not asked again";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value(null, "arbiter", "REF", "the model that joins the answers"))
                .addOption(new Option(null, "json", false, "print the records of the timeline as they are sealed"))
                .addOption(Invocation.value(null, "timeout", "SECONDS", "end the turn after so long"))
                .addOption(Invocation.value(null, "max-cost", "USD", "spend no more than this on the turn"));
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        if (call.words().size() != 2 || !call.words().getLast().matches("\\d{1,9}")) {
            throw new UsageException(
                    "rearbitrate needs a timeline and the number of a turn: sacred rearbitrate FILE TURN"
                            + " --arbiter provider:model.");
        }
        int turn = Integer.parseInt(call.words().getLast());
        Optional<Duration> timeout = OneTurn.timeout(call);
        Optional<BigDecimal> maxCost = OneTurn.maxCost(call);
        Path file = Target.find(host, call.words().getFirst());
        try (Setup setup = Setup.of(host, call.config())) {
            ModelRef arbiter = arbiter(call, setup);
            // the recorded answers are joined anew: nobody routes, and no tool runs again
            TurnSettings settings =
                    setup.settings().answeredBy(ModelRef.logical(NAME)).withMode(TurnSettings.Mode.OFF);
            Target target = new Target(Optional.of(file.toString()), Optional.empty(), false, true);
            try (Session session = setup.open(target, settings, maxCost)) {
                setup.composites().define(recorded(session, turn, arbiter));
                Block.Input prompt = prompt(session, turn);
                Stop stop = new Stop();
                AskView view = new AskView(host, call.has("json"), stop, List.of());
                return OneTurn.run(
                        setup, session, timeout, stop, view, () -> session.retry(prompt, settings, stop, view));
            }
        }
    }

    private static ModelRef arbiter(Invocation call, Setup setup) throws UsageException {
        String text = call.value("arbiter")
                .orElseThrow(() -> new UsageException("Who joins the answers? --arbiter provider:model."));
        try {
            return setup.reference(text);
        } catch (IllegalArgumentException | ProviderException e) {
            throw new UsageException("--arbiter " + text + ": " + e.getMessage());
        }
    }

    private static LogicalModel recorded(Session session, int turn, ModelRef arbiter) throws UsageException {
        try {
            return Rearbitration.of(NAME, session.timeline(), turn, arbiter);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Block.Input prompt(Session session, int turn) {
        return session.timeline().blocks().ofTurn(turn).stream()
                .filter(Block.Input.class::isInstance)
                .map(Block.Input.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
