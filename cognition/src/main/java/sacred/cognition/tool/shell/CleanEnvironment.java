package sacred.cognition.tool.shell;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a command may know of the environment: what is named here, and no key that happens to be there. */
final class CleanEnvironment {

    private static final Set<String> NAMES =
            Set.of("PATH", "HOME", "LANG", "LANGUAGE", "TMPDIR", "USER", "LOGNAME", "SHELL", "TZ");

    private CleanEnvironment() {}

    static Map<String, String> of(Map<String, String> all) {
        Map<String, String> clean = all.entrySet().stream()
                .filter(e -> NAMES.contains(e.getKey())
                        || e.getKey().startsWith("LC_")
                        || e.getKey().startsWith("XDG_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        clean.put("TERM", "dumb");
        return clean;
    }
}
