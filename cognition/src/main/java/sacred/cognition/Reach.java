package sacred.cognition;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sacred.providers.Windows;
import sacred.timeline.ModelRef;

/**
 * How much of a conversation can be of use to a turn: what the model reads that reads most of all that may be asked. What lies
 * further back none of them could be sent. Asks nobody.
 */
public final class Reach {

    private Reach() {}

    /** Empty where one of them may read anything, as far as is known; members of a logical model are not looked at. */
    public static OptionalLong tokens(TurnSettings settings, Models models) {
        boolean many = !settings.answererNamed() && !models.logicalNames().isEmpty();
        return many ? OptionalLong.empty() : tokens(asked(settings), models.windows());
    }

    private static OptionalLong tokens(List<ModelRef> asked, Windows windows) {
        long most = 0;
        for (ModelRef model : asked) {
            OptionalLong reads = model.isLogical()
                    ? OptionalLong.empty()
                    : windows.known(model).windowTokens();
            if (reads.isEmpty()) {
                return OptionalLong.empty();
            }
            most = Math.max(most, reads.getAsLong());
        }
        return OptionalLong.of(most);
    }

    private static List<ModelRef> asked(TurnSettings settings) {
        Answerers answerers = settings.routes().answerers();
        return Stream.of(
                        Stream.of(settings.tool(), settings.format()),
                        settings.fallback().stream(),
                        settings.finisher().stream(),
                        answerers.byIntent().values().stream(),
                        answerers.byDifficulty().values().stream(),
                        answerers.byDomain().values().stream())
                .flatMap(models -> models)
                .distinct()
                .toList();
    }
}
