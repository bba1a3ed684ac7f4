package sacred.app.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands behind {@code api_key} in a file, whether or not the file can be read as YAML: a misplaced quote makes a
 * part of a name out of a key, and names are shown. With it what the environment calls a secret, which a variable in the wrong
 * place would bring into a message.
 */
record WrittenKeys(Set<String> keys) {

    static final WrittenKeys NONE = new WrittenKeys(Set.of());

    private static final Pattern BEHIND_API_KEY = Pattern.compile(
            "\\bapi[_-]?k[a-z]*(?:[^A-Za-z0-9\\n]*|[\"']?\\s*:\\s*[\"']?)(?<!\\$\\{)([A-Za-z0-9._~+/=-]{4,})");

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(KEY|TOKEN|SECRET|PASSW).*");
    /** Shorter ones stand in too many innocent words. */
    private static final int SHORTEST = 8;

    static WrittenKeys in(String text, Map<String, String> env) {
        Stream<String> written =
                BEHIND_API_KEY.matcher(text).results().map(m -> m.group(1)).filter(k -> !Schema.NAMES.contains(k));
        Stream<String> secrets = env.entrySet().stream()
                .filter(e -> SECRET_NAME.matcher(e.getKey()).matches())
                .map(e -> e.getValue().strip())
                .filter(v -> v.length() >= SHORTEST);
        return new WrittenKeys(Stream.concat(written, secrets).collect(Collectors.toSet()));
    }

    String hiddenIn(String message) {
        String hidden = message;
        for (String key : keys) {
            // of a long value a message shows only the beginning
            hidden = key.length() <= 2 * SHORTEST
                    ? hidden.replace(key, "[key]")
                    : Pattern.compile(Pattern.quote(key.substring(0, 2 * SHORTEST)) + "[^\\s\"]*")
                            .matcher(hidden)
                            .replaceAll("[key]");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "[keys]";
    }
}
