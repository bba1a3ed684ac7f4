package sacred.app.find;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.timeline.journal.Fold;

/**
 * A word, or several that follow each other with any blanks or line ends between them. Letters match in either case.
 *
 * @param words folded, none of them empty
 */
public record Phrase(List<String> words, Pattern pattern) {

    /** A place in a text, in characters. */
    public record Place(int from, int to) {}

    /** Empty where there is no word in it. */
    static Optional<Phrase> of(String text) {
        List<String> words = Stream.of(Fold.of(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        String regex = words.stream().map(Pattern::quote).collect(Collectors.joining("\\s+"));
        return words.isEmpty() ? Optional.empty() : Optional.of(new Phrase(words, Pattern.compile(regex)));
    }

    /** The first place from here on in a folded text. */
    Optional<Place> in(String folded, int from) {
        if (words.size() == 1) {
            int at = folded.indexOf(words.getFirst(), from);
            return at < 0
                    ? Optional.empty()
                    : Optional.of(new Place(at, at + words.getFirst().length()));
        }
        Matcher matcher = pattern.matcher(folded);
        return matcher.find(from) ? Optional.of(new Place(matcher.start(), matcher.end())) : Optional.empty();
    }
}
