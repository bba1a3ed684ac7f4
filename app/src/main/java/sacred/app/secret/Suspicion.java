package sacred.app.secret;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.providers.secret.Secrets;

/**
 * Whether a prompt holds a secret: one of ours, or something that looks like a key. Found before it is sent, and said without
 * it. A secret of ours is never sent, even when the user says so: its label is. Immutable, any thread, nothing blocks; the time
 * is linear in the text.
 *
 * @param secrets that this process knows
 */
public record Suspicion(Secrets secrets) {

    /** Suspects only what looks like a key. */
    public static final Suspicion OF_SHAPES = new Suspicion(Secrets.NONE);

    /**
     * What was found.
     *
     * @param sentence what it is and what becomes of it when it is sent
     * @param ours whether a secret that we know is among it
     */
    public record Found(String sentence, boolean ours) {}

    /** @param where such as {@code The prompt}, at the beginning of the sentence */
    public Optional<Found> in(String text, String where) {
        Optional<String> own = secrets.labelIn(text)
                .map(label ->
                        where + " contains the " + label + "; it is never sent, [" + label + "] stands in its place.");
        Optional<String> other = Shapes.in(secrets.redact(text))
                .map(shape ->
                        where + " contains what looks like " + shape + "; it would be sent and kept in the timeline.");
        return own.isEmpty() && other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        Stream.concat(own.stream(), other.stream()).collect(Collectors.joining(" ")), own.isPresent()));
    }

    public Optional<Found> inPrompt(String text) {
        return in(text, "The prompt");
    }

    /**
     * Where something stands in a text that looks like a key of somebody.
     *
     * @param start in UTF-16 units
     * @param end behind the last one of it
     */
    public record Place(int start, int end) {}

    /** In no order; they may overlap. */
    public static List<Place> keysIn(String text) {
        return Shapes.placesIn(text);
    }

    /** The text as it may be kept in a file: without our secrets; empty when something else in it looks like a key. */
    public Optional<String> keepable(String text) {
        String clean = secrets.redact(text);
        return Shapes.in(clean).isPresent() ? Optional.empty() : Optional.of(clean);
    }
}
