package sacred.app.view;

import java.util.Locale;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderSettings;

/** Models, one a line, as a reference that can be typed. */
public final class ModelList {

    private ModelList() {}

    public static String line(ProviderSettings provider, ModelInfo model) {
        String ref = provider.name() + ":" + model.name();
        return model.sizeBytes().isEmpty()
                ? ref
                : String.format(
                        Locale.ROOT, "%-40s %.1f GB", ref, model.sizeBytes().getAsLong() / 1e9);
    }
}
