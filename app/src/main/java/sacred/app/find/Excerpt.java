package sacred.app.find;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sacred.app.find.Phrase.Place;
import sacred.timeline.journal.Fold;

/**
 * The part of a text where something was found, on one line.
 *
 * @param marks where in the line, in order; they do not overlap
 */
public record Excerpt(String line, List<Place> marks) {

    private static final int BEFORE_CHARACTERS = 60;
    private static final int AFTER_CHARACTERS = 140;

    static final Excerpt NOTHING = new Excerpt("", List.of());

    public Excerpt {
        marks = List.copyOf(marks);
    }

    /** Around the first place of any of the phrases; the beginning of the text where there are none. */
    static Excerpt of(String text, List<Phrase> phrases) {
        String folded = Fold.of(text);
        int at = phrases.stream()
                .flatMap(phrase -> phrase.in(folded, 0).stream())
                .mapToInt(Place::from)
                .min()
                .orElse(0);
        int start = boundary(text, Math.max(0, at - BEFORE_CHARACTERS));
        int end = boundary(text, Math.min(text.length(), at + AFTER_CHARACTERS));
        String line = text.substring(start, end).replaceAll("\\s+", " ").strip();
        String shown = (start > 0 ? "…" : "") + line + (end < text.length() ? "…" : "");
        return new Excerpt(shown, marks(shown, phrases));
    }

    private static List<Place> marks(String line, List<Phrase> phrases) {
        String folded = Fold.of(line);
        List<Place> all = new ArrayList<>();
        for (Phrase phrase : phrases) {
            Optional<Place> place = phrase.in(folded, 0);
            while (place.isPresent()) {
                all.add(place.get());
                place = phrase.in(folded, place.get().to());
            }
        }
        all.sort(Comparator.comparingInt(Place::from).thenComparing(Place::to, Comparator.reverseOrder()));
        List<Place> apart = new ArrayList<>();
        for (Place place : all) {
            if (apart.isEmpty() || place.from() >= apart.getLast().to()) {
                apart.add(place);
            }
        }
        return apart;
    }

    /** The line with each place between these. */
    public String marked(String before, String after) {
        StringBuilder marked = new StringBuilder();
        int from = 0;
        for (Place place : marks) {
            marked.append(line, from, place.from()).append(before);
            marked.append(line, place.from(), place.to()).append(after);
            from = place.to();
        }
        return marked.append(line.substring(from)).toString();
    }

    /** Never inside a surrogate pair. */
    private static int boundary(String text, int index) {
        boolean inside = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return inside ? index - 1 : index;
    }
}
