package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sacred.cognition.strategy.LogicalModel;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderSettings;
import sacred.timeline.ModelRef;

/** Models, one a line, as a reference that can be typed, with what their provider tells about them. */
public final class ModelList {

    private ModelList() {}

    public static String line(ProviderSettings provider, ModelInfo model) {
        String ref = provider.name() + ":" + model.name();
        List<String> told = told(model);
        return told.isEmpty() ? ref : String.format(Locale.ROOT, "%-40s %s", ref, String.join("   ", told));
    }

    /** A model that is made of others. */
    public static String line(LogicalModel model) {
        return String.format(Locale.ROOT, "%-40s %s", model.name(), made(model));
    }

    /** Of what it is made. */
    public static String made(LogicalModel model) {
        return model.strategy().name() + " of "
                + model.references().stream().map(ModelRef::toString).collect(Collectors.joining(", "));
    }

    /** Its size, its window and what it can do, each only where it is known. */
    public static List<String> told(ModelInfo model) {
        List<String> told = new ArrayList<>();
        model.sizeBytes().ifPresent(bytes -> told.add(String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)));
        model.windowTokens().ifPresent(tokens -> told.add(String.format(Locale.ROOT, "%,d tokens", tokens)));
        if (!model.capabilities().isEmpty()) {
            told.add(String.join(", ", model.capabilities()));
        }
        return told;
    }
}
