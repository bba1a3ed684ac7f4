package sacred.app.view;

import java.util.Locale;
import java.util.Optional;
import sacred.providers.Check;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;

/** Providers, one a line. Says whether there is a key and where it came from, never the key. */
public final class ProviderList {

    private ProviderList() {}

    /** @param state what a check found; empty when none was made */
    public static String line(ProviderSettings settings, Optional<String> state) {
        String key = settings.apiKey().isEmpty()
                ? (settings.kind().needsKey() ? "no key" : "")
                : settings.keySource().isEmpty() ? "key in the file" : "key from " + settings.keySource();
        String where = settings.kind() == ProviderKind.BUILTIN
                ? "in this program: tools, no language model"
                : settings.baseUrl();
        return row(settings.name(), settings.kind().wire(), where + (key.isEmpty() ? "" : "  " + key))
                + state.map(s -> "  " + s).orElse("");
    }

    public static String disabled(String name, String reason) {
        return row(name, "disabled", reason);
    }

    public static String state(Check check) {
        return check.ok() ? "ok, " + check.latencyMillis() + " ms, " + check.message() : "FAILED: " + check.message();
    }

    private static String row(String name, String kind, String rest) {
        return String.format(Locale.ROOT, "%-14s %-10s %s", name, kind, rest);
    }
}
