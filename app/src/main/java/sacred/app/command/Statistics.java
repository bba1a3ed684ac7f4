package sacred.app.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import sacred.app.session.SavedStats;
import sacred.app.stats.Stats;
import sacred.app.stats.StatsText;

/** /stats: what the saved timelines say in numbers. */
final class Statistics {

    private Statistics() {}

    static void stats(Desk desk, String argument) throws IOException, InterruptedException {
        Optional<Stats.By> by = argument.isEmpty() ? Optional.of(Stats.By.MODEL) : Stats.By.of(argument);
        if (by.isEmpty()) {
            desk.say("/stats takes "
                    + Arrays.stream(Stats.By.values()).map(Stats.By::wire).collect(Collectors.joining(", "))
                    + ", not \""
                    + argument + "\".");
            return;
        }
        Stats stats = SavedStats.all(desk.setup().host(), desk::say);
        StatsText.narrow(stats, by.get()).forEach(desk::say);
    }
}
