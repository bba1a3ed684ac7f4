package sacred.app.config;

import java.util.Map;
import java.util.Optional;
import sacred.providers.ProviderKind;
import sacred.providers.Secret;

/**
 * A key as it was written, made fit for a header or refused. What is wrong with it is said without it.
 *
 * @param key empty when {@code problem} says why
 * @param trimmed whether something around the key was taken away
 */
record KeyText(Optional<Secret> key, String problem, boolean trimmed) {

    private static final String BEARER = "bearer ";
    private static final int LAST_LATIN_1 = 0xff;
    /** How keys begin that nobody else hands out. */
    private static final Map<String, String> MARKS = Map.of(
            "sk-ant-", "anthropic", "sk-proj-", "openai", "sk-or-", "openrouter", "gsk_", "groq", "AIza", "gemini");

    /** @param where the key came from, for the problem: {@code $OPENAI_API_KEY} or a path of the file */
    static KeyText of(String written, String where) {
        if (written.chars().anyMatch(Character::isISOControl)) {
            return refused("the key from " + where + " contains a line break or another control character");
        }
        if (written.chars().anyMatch(c -> c > LAST_LATIN_1)) {
            return refused(
                    "the key from " + where + " contains a character that cannot be sent, perhaps an invisible one");
        }
        String key = unquoted(blanksRemoved(written));
        if (key.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            key = unquoted(blanksRemoved(key.substring(BEARER.length())));
        }
        return key.isEmpty() || key.equalsIgnoreCase(BEARER.strip())
                ? refused("the key from " + where + " is empty")
                : new KeyText(Optional.of(new Secret(key)), "", !key.equals(written));
    }

    /** Refused when it begins like the key of somebody else: at home with {@code kind} it would only be shown to a stranger. */
    KeyText meantFor(ProviderKind kind, String where) {
        Optional<String> owner = key.flatMap(k -> MARKS.entrySet().stream()
                .filter(mark -> k.reveal().startsWith(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
        return owner.isPresent() && !owner.get().equals(kind.wire())
                ? refused("the key from " + where + " begins like a key of " + owner.get() + ", not of " + kind.wire())
                : this;
    }

    private static KeyText refused(String problem) {
        return new KeyText(Optional.empty(), problem, false);
    }

    private static String unquoted(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        boolean quoted =
                text.length() > 1 && (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
        return quoted ? blanksRemoved(text.substring(1, text.length() - 1)) : text;
    }

    private static String blanksRemoved(String text) {
        return text.replaceAll("^[ \\u00a0]+|[ \\u00a0]+$", "");
    }

    @Override
    public String toString() {
        return key.map(Secret::toString).orElse(problem);
    }
}
