package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.compare.Answer;
import sacred.app.compare.Rerun;
import sacred.app.compare.RerunJson;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Branch;
import sacred.app.session.Compared;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.view.RerunTable;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Ulid;

/** {@code sacred rerun}: the prompts of a saved timeline, asked again on other models, and what came of it beside each other. */
final class RerunTimeline implements Command {

    @Override
    public String name() {
        return "rerun";
    }

    @Override
    public String synopsis() {
        return "FILE|ID";
    }

    @Override
    public String about() {
        return "asks its prompts again, -m REF [-m REF...], each into a new timeline, and compares the answers";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(new Option(null, "json", false, "everything as one JSON object"))
                .addOption(new Option(null, "allow-secrets", false, "send prompts though there may be a key in them"))
                .addOption(Invocation.value(null, "timeout", "SECONDS", "end each turn after so long"))
                .addOption(Invocation.value(null, "max-cost", "USD", "spend no more than this on all of it"))
                .addOption(
                        Invocation.value(null, "yes-tool", "NAME", "allow this tool without asking; may be repeated"));
    }

    @Override
    public Set<String> chosen() {
        return Set.of("model");
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Path file = Target.find(host, call.onlyWord("timeline"));
        Optional<Duration> timeout = OneTurn.timeout(call);
        Optional<BigDecimal> maxCost = OneTurn.maxCost(call);
        Compared origin = Compared.of(host, file.toString());
        List<Answer> saved = Answer.conversation(origin.name(), origin.timeline());
        if (saved.isEmpty()) {
            throw new UsageException("Nothing was asked in " + origin.name() + ", so there is nothing to ask again.");
        }
        try (Setup setup = Setup.of(host, call.config())) {
            List<ModelRef> models = models(call, setup);
            for (Answer answer : saved) {
                OneTurn.checkForSecrets(answer.prompt(), call, setup);
            }
            setup.config().notes().forEach(note -> host.err().safeLine("note: " + note));
            Reruns reruns = new Reruns(setup, timeout, maxCost, call.values("yes-tool"));
            List<Rerun.Run> runs = new ArrayList<>();
            for (ModelRef model : models) {
                if (!reruns.over()) {
                    runs.add(run(model, file, prompts(origin.timeline(), saved), reruns, setup));
                }
            }
            Rerun rerun = new Rerun(saved, runs);
            if (call.has("json")) {
                host.out().line(RerunJson.of(rerun));
            } else {
                RerunTable.lines(rerun).forEach(host.out()::safeLine);
            }
            return reruns.exitCode();
        }
    }

    /** What was asked, with the files that went with it. */
    private static List<Block.Input> prompts(Timeline timeline, List<Answer> saved) {
        return saved.stream()
                .flatMap(answer -> timeline.blocks().ofTurn(answer.turn()).stream())
                .filter(Block.Input.class::isInstance)
                .map(Block.Input.class::cast)
                .toList();
    }

    private static Rerun.Run run(ModelRef model, Path file, List<Block.Input> prompts, Reruns reruns, Setup setup)
            throws IOException, InterruptedException {
        Branch made = Branch.of(file, OptionalInt.of(0), setup.host(), setup.wall());
        String name = Ulid.shortened(made.id());
        reruns.ask(model, name, made.file(), prompts);
        Compared after = Compared.of(setup.host(), made.file().toString());
        return new Rerun.Run(model.toString(), name, after.all());
    }

    private static List<ModelRef> models(Invocation call, Setup setup) throws UsageException {
        if (call.values("model").isEmpty()) {
            throw new UsageException("Who answers? sacred rerun FILE -m provider:model, -m once for each model.");
        }
        List<ModelRef> models = new ArrayList<>();
        for (String text : call.values("model")) {
            try {
                models.add(setup.reference(text));
            } catch (IllegalArgumentException | ProviderException e) {
                throw new UsageException("--model " + text + ": " + e.getMessage());
            }
        }
        return models;
    }
}
