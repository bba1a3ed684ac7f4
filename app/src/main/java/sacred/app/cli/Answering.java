package sacred.app.cli;

import java.util.function.BiFunction;
import sacred.app.config.ConfigException;
import sacred.app.session.Setup;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/** Who answers, after the options have had their say. A model that an option names has to exist: nothing is asked otherwise. */
record Answering(TurnSettings settings) {

    static Answering of(Invocation call, Setup setup) throws UsageException, ConfigException {
        TurnSettings settings = setup.settings();
        settings = apply(call, setup, "model", settings, TurnSettings::answeredBy);
        settings = apply(call, setup, "route", settings, TurnSettings::withRoute);
        settings = apply(call, setup, "tool", settings, TurnSettings::withTool);
        settings = apply(call, setup, "format", settings, TurnSettings::withFormat);
        return new Answering(settings);
    }

    private static TurnSettings apply(
            Invocation call,
            Setup setup,
            String option,
            TurnSettings settings,
            BiFunction<TurnSettings, ModelRef, TurnSettings> change)
            throws UsageException {
        if (call.value(option).isEmpty()) {
            return settings;
        }
        String text = call.value(option).get();
        try {
            return change.apply(settings, setup.reference(text));
        } catch (IllegalArgumentException | ProviderException e) {
            throw new UsageException("--" + option + " " + text + ": " + e.getMessage());
        }
    }
}
