package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.host.Since;
import sacred.app.session.SavedStats;
import sacred.app.session.Target;
import sacred.app.stats.Stats;
import sacred.app.stats.StatsJson;
import sacred.app.stats.StatsText;
import sacred.timeline.journal.Timelines;

/** {@code sacred stats}: what the saved timelines say in numbers. */
final class ShowStats implements Command {

    @Override
    public String name() {
        return "stats";
    }

    @Override
    public String synopsis() {
        return "[FILE|ID...]";
    }

    @Override
    public String about() {
        return "tokens, cost, times and faults over all timelines, or over these";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value(null, "by", "WHAT", "model, provider, stage, day or logical"))
                .addOption(Invocation.value(null, "since", "WHEN", "only turns since then: 7d, 12h, or 2026-11-30"))
                .addOption(new Option(null, "json", false, "everything as one JSON object"))
                .addOption(new Option(null, "csv", false, "the table, comma-separated"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException, InterruptedException {
        Stats.By by = by(call.value("by").orElse("model"));
        Optional<String> since = call.value("since");
        Optional<Instant> begin = since.isPresent() ? Optional.of(since(since.get(), host)) : Optional.empty();
        Stats stats = SavedStats.of(
                files(call, host), begin, host, problem -> host.err().safeLine("note: " + problem));
        if (call.has("json")) {
            host.out().line(StatsJson.json(stats));
        } else if (call.has("csv")) {
            StatsJson.csv(stats, by).forEach(host.out()::line);
        } else {
            StatsText.lines(stats, by).forEach(host.out()::safeLine);
        }
        return Cli.OK;
    }

    private static List<Path> files(Invocation call, Host host) throws IOException {
        if (call.words().isEmpty()) {
            return new Timelines(host.timelines()).files();
        }
        List<Path> files = new ArrayList<>();
        for (String word : call.words()) {
            files.add(Target.find(host, word));
        }
        return files;
    }

    private static Stats.By by(String word) throws UsageException {
        return Stats.By.of(word)
                .orElseThrow(() -> new UsageException("--by takes "
                        + Arrays.stream(Stats.By.values()).map(Stats.By::wire).collect(Collectors.joining(", "))
                        + ", not \"" + word + "\"."));
    }

    private static Instant since(String when, Host host) throws UsageException {
        return new Since(host.clock(), host.zone())
                .of(when)
                .orElseThrow(() -> new UsageException(
                        "--since takes 7d, 12h or a date such as 2026-11-30, not \"" + when + "\"."));
    }
}
