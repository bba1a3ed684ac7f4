package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderSettings;

/** Models, one a line, as a reference that can be typed, with what their provider tells about them. */
public final class ModelList {

    private ModelList() {}

    public static String line(ProviderSettings provider, ModelInfo model) {
        String ref = provider.name() + ":" + model.name();
        List<String> told = told(model);
        return told.isEmpty() ? ref : String.format(Locale.ROOT, "%-40s %s", ref, String.join("   ", told));
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
