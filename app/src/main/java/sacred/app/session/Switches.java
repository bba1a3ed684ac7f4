package sacred.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * What the user switched to while the program ran: everything that is not as the configuration said.
 *
 * @param configured by the configuration
 * @param now in force
 */
record Switches(TurnSettings configured, TurnSettings now) {

    /**
     * @param settings another configuration's with the switches over it
     * @param sentences about switches that are no longer possible
     */
    record Kept(TurnSettings settings, List<String> sentences) {}

    /** Puts the switches over another configuration, as far as its models exist. */
    Kept over(TurnSettings next, Setup setup) {
        List<String> sentences = new ArrayList<>();
        ModelRef route = kept(TurnSettings::route, next, setup, sentences);
        ModelRef tool = kept(TurnSettings::tool, next, setup, sentences);
        ModelRef format = kept(TurnSettings::format, next, setup, sentences);
        TurnSettings settings = new TurnSettings(
                route,
                tool,
                format,
                next.fallback(),
                next.routes().in(now.mode() == configured.mode() ? next.mode() : now.mode()),
                now.answererNamed() && format.equals(now.format()),
                Stream.of(route, tool, format).filter(now.named()::contains).collect(Collectors.toSet()),
                next.tools(),
                next.finisher());
        return new Kept(settings, sentences.stream().distinct().toList());
    }

    private ModelRef kept(
            Function<TurnSettings, ModelRef> stage, TurnSettings next, Setup setup, List<String> sentences) {
        ModelRef wanted = stage.apply(now);
        ModelRef otherwise = stage.apply(next);
        if (wanted.equals(stage.apply(configured)) || wanted.equals(otherwise)) {
            return otherwise;
        }
        try {
            return setup.reference(wanted.toString());
        } catch (IllegalArgumentException | ProviderException e) {
            sentences.add("The switch to " + wanted + " ends, " + otherwise + " takes its place: " + e.getMessage());
            return otherwise;
        }
    }
}
