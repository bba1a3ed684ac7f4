package sacred.app.session;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import sacred.app.config.Config;
import sacred.app.host.Host;
import sacred.cognition.Budget;
import sacred.cognition.Recall;
import sacred.cognition.RouteMemory;
import sacred.cognition.Turn;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.mcp.McpServers;
import sacred.providers.Providers;
import sacred.providers.secret.Secrets;
import sacred.timeline.journal.Ledger;

/** The world that the turns of this run work in, made of what the configuration says. */
final class TurnWorld {

    private TurnWorld() {}

    static Turn.World of(
            Host host,
            Config config,
            Providers providers,
            ConfiguredModels models,
            Scheduler scheduler,
            McpServers servers,
            Secrets secrets) {
        Config.Budget budget = config.budget();
        Ledger ledger = new Ledger(host.data().resolve("spending"), host.clock(), host.zone());
        return new Turn.World(
                models,
                config.prices().at(config.providers()),
                new Budget(
                        new Budget.Limits(budget.perTurnUsd(), budget.perSessionUsd(), budget.perDayUsd()),
                        ledger,
                        BigDecimal.ZERO),
                Workbench.of(host, config).and(OutsideTools.web(config, host)).and(servers),
                config.cache().enabled() ? new KeptAnswers(Setup.cache(host, config), providers) : Recall.NOTHING,
                new Tool.Context(host.clock(), host.zone(), SavedTimelines.history(host.timelines()), secrets::redact),
                host.clock(),
                host.nanos(),
                scheduler,
                RandomGenerator.getDefault(),
                new RouteMemory(config.routing().decisionsKept(), host.clock()));
    }
}
