package sacred.app.config;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands behind {@code api_key} in a file, whether or not the file can be read as YAML: a misplaced quote makes a
 * part of a name out of a key, and names are shown.
 */
record WrittenKeys(Set<String> keys) {

    static final WrittenKeys NONE = new WrittenKeys(Set.of());

    private static final Pattern BEHIND_API_KEY = Pattern.compile(
            "\\bapi[_-]?k[a-z]*(?:[^A-Za-z0-9\\n]*|[\"']?\\s*:\\s*[\"']?)(?<!\\$\\{)([A-Za-z0-9._~+/=-]{4,})");

    static WrittenKeys in(String text) {
        return new WrittenKeys(BEHIND_API_KEY
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .filter(k -> !Schema.NAMES.contains(k))
                .collect(Collectors.toSet()));
    }

    String hiddenIn(String message) {
        String hidden = message;
        for (String key : keys) {
            hidden = hidden.replace(key, "[key]");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "[keys]";
    }
}
