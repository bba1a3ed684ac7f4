package sacred.providers.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sacred.providers.Secret;

/**
 * Every secret that this process knows, and texts without them: a secret is found by its value, also as JSON, a URL or base64
 * writes it, and also when only its beginning is there. In its place stands whose it is, {@code [key of openai]}.
 *
 * <p>A value of fewer than {@value #SHORTEST} characters is not looked for, nor one that is a word or two in small letters, such
 * as the {@code lm-studio} that local servers take for a key: ordinary text would suffer. Immutable; safe for any thread; nothing
 * blocks. A text costs a look at each of its characters.
 */
public final class Secrets {

    /** In characters. */
    public static final int SHORTEST = 8;

    public static final Secrets NONE = new Secrets(Map.of());

    private static final Pattern WORDS = Pattern.compile("[a-z]+([-_ .][a-z]+)*");
    private static final int LONGEST_WORDS = 15;
    private static final Spelling[] NOTHING = {};

    private final Map<String, String> labels;
    /** By the first character; those beyond ASCII are in the last place. */
    private final Spelling[][] byFirst = new Spelling[129][];

    private Secrets(Map<String, String> labels) {
        this.labels = labels;
        // plain loops: this runs at every start, on a cold machine
        for (Map.Entry<String, String> one : labels.entrySet()) {
            for (Spelling spelling : Spelling.of(one.getKey(), "[" + one.getValue() + "]")) {
                int place = place(spelling.text().charAt(0));
                Spelling[] before = byFirst[place] == null ? NOTHING : byFirst[place];
                byFirst[place] = Arrays.copyOf(before, before.length + 1);
                byFirst[place][before.length] = spelling;
            }
        }
    }

    /**
     * A secret and how it is called where it would have stood.
     *
     * @param label such as {@code key of openai}, without quotes: it may come to stand inside of JSON
     */
    public record Named(String label, Secret secret) {}

    /** Of two names for one value the first counts. */
    public static Secrets of(Collection<Named> all) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Named one : all) {
            String value = one.secret().reveal();
            if (value.length() >= SHORTEST
                    && !(value.length() <= LONGEST_WORDS && WORDS.matcher(value).matches())) {
                labels.putIfAbsent(value, one.label());
            }
        }
        return labels.isEmpty() ? NONE : new Secrets(labels);
    }

    /** These and those; what both know keeps the name it has here. */
    public Secrets and(Secrets others) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        others.labels.forEach(all::putIfAbsent);
        return all.size() == labels.size() ? this : new Secrets(all);
    }

    private static int place(char first) {
        return Math.min(first, 128);
    }

    /** The text with a label in the place of every secret; the same object when there is none. */
    public String redact(String text) {
        return scan(text, false).redacted(text);
    }

    public Optional<String> redact(Optional<String> text) {
        return text.map(this::redact);
    }

    /** Whose secret is in the text, such as {@code key of openai}; the first of several. */
    public Optional<String> labelIn(String text) {
        return scan(text, false).label();
    }

    /**
     * Where secrets stand in a text, in order.
     *
     * @param start in UTF-16 units
     * @param end behind the last one of it
     */
    public record Place(int start, int end, String label) {}

    public List<Place> placesIn(String text) {
        List<Place> places = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Spelling longest = longest(text, at);
            if (longest == null) {
                at++;
                continue;
            }
            int end = at + longest.common(text, at);
            places.add(new Place(at, end, longest.name()));
            at = end;
        }
        return places;
    }

    private Spelling longest(String text, int at) {
        Spelling longest = null;
        int length = 0;
        for (Spelling one : byFirst[place(text.charAt(at))] == null ? NOTHING : byFirst[place(text.charAt(at))]) {
            int common = one.common(text, at);
            if (common >= one.enough() && common > length) {
                longest = one;
                length = common;
            }
        }
        return longest;
    }

    /** The environment for a child process: without the variables that hold a secret of ours and nothing else. */
    public Map<String, String> without(Map<String, String> env) {
        return env.entrySet().stream()
                .filter(e -> !labels.containsKey(e.getValue().strip()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A text that arrives in pieces. */
    public SecretStream stream() {
        return new SecretStream(this);
    }

    /**
     * What a look at a text found.
     *
     * @param changed the text up to {@code until} where something in it was replaced; null where nothing was
     * @param until from here on the text may be the beginning of a secret
     */
    record Scan(StringBuilder changed, int until, Optional<String> label) {
        String redacted(String text) {
            if (changed != null) {
                return changed.toString();
            }
            return until == text.length() ? text : text.substring(0, until);
        }
    }

    /** @param more whether the text goes on, so that its end may be the beginning of a secret */
    Scan scan(String text, boolean more) {
        StringBuilder changed = null;
        Optional<String> label = Optional.empty();
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            Spelling[] candidates = byFirst[place(text.charAt(at))];
            Spelling longest = null;
            int length = 0;
            for (Spelling one : candidates == null ? NOTHING : candidates) {
                int common = one.common(text, at);
                if (more && at + common == text.length() && common < one.text().length()) {
                    return new Scan(changed == null ? null : changed.append(text, copied, at), at, label);
                }
                if (common >= one.enough() && common > length) {
                    longest = one;
                    length = common;
                }
            }
            if (longest == null) {
                at++;
                continue;
            }
            changed = (changed == null ? new StringBuilder() : changed)
                    .append(text, copied, at)
                    .append(longest.label());
            label = label.isPresent() ? label : Optional.of(longest.name());
            at += length;
            copied = at;
        }
        return new Scan(changed == null ? null : changed.append(text, copied, at), at, label);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secrets s && labels.equals(s.labels);
    }

    @Override
    public int hashCode() {
        return labels.hashCode();
    }

    @Override
    public String toString() {
        return labels.values().toString();
    }
}
