package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import sacred.app.host.Output;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.cognition.Conversation;
import sacred.cognition.DryRun;
import sacred.cognition.Forecast;
import sacred.cognition.TurnSettings;
import sacred.cognition.strategy.Plan;
import sacred.timeline.Cost;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Reading;

/** {@code ask --dry-run}: what an answer would take, in lines. */
final class ForecastLines {

    private static final int DIGITS = 6;

    private ForecastLines() {}

    static int print(String prompt, TurnSettings settings, Invocation call, Setup setup)
            throws UsageException, IOException {
        Timeline timeline = timeline(call, setup);
        Forecast forecast = DryRun.of(
                prompt,
                Conversation.of(timeline.nextTurn(), timeline, OptionalLong.empty(), setup.contents())
                        .messages(),
                settings,
                setup.world().models(),
                setup.world().prices());
        Output out = setup.host().out();
        out.safeLine(settings.format() + " would ask:");
        for (Plan.Step step : forecast.plan().steps()) {
            out.safeLine(String.format("  %-12s %s  %s", step.role(), step.model(), range(step.calls())));
        }
        out.line("calls   " + range(forecast.plan().calls()));
        out.line(String.format(
                Locale.ROOT,
                "tokens  %,d in and %,d out at least, ~%,d and ~%,d, %,d and %,d at most",
                forecast.least().input(),
                forecast.least().output(),
                forecast.expected().input(),
                forecast.expected().output(),
                forecast.most().input(),
                forecast.most().output()));
        out.line("cost    " + money(forecast.least().cost()) + " at least, ~"
                + money(forecast.expected().cost()) + ", "
                + money(forecast.most().cost()) + " at most");
        if (!forecast.unpriced().isEmpty()) {
            String names = forecast.unpriced().stream().map(Object::toString).collect(Collectors.joining(", "));
            out.safeLine("        ? is unknown: no price for " + names);
        }
        out.line("Nobody was asked. A route model, tools, retries and fallbacks would come on top.");
        return Cli.OK;
    }

    /** What would be gone on with; a dry run opens nothing for writing. */
    private static Timeline timeline(Invocation call, Setup setup) throws UsageException, IOException {
        Target target = call.target(!call.has("no-save"));
        Optional<Path> file = target.existing(setup.host());
        return file.isPresent() ? Reading.of(file.get()).timeline() : Timeline.EMPTY;
    }

    private static String range(Plan.Calls calls) {
        return calls.least() == calls.most()
                ? String.valueOf(calls.least())
                : calls.least() + " at least, ~" + calls.expected() + ", " + calls.most() + " at most";
    }

    private static String money(Cost cost) {
        if (cost.usd().isEmpty()) {
            return "?";
        }
        BigDecimal usd = cost.usd().get().setScale(DIGITS, RoundingMode.UP).stripTrailingZeros();
        return "$" + (usd.signum() == 0 ? "0" : usd.toPlainString()) + (cost.complete() ? "" : "+?");
    }
}
