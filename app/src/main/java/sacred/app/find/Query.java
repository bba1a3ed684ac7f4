package sacred.app.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import sacred.app.host.Since;
import sacred.timeline.Block;
import sacred.timeline.journal.Fold;
import sacred.timeline.journal.Sieve;
import sacred.timeline.journal.Start;

/**
 * What is looked for: words and phrases that all have to occur, in either case, words that must not, and filters,
 * {@code kind:error provider:groq model:gpt-4* tool:shell cost:>0.05 took:>20s since:7d}. A minus in front means without. A word
 * with a colon that is no filter is a word.
 *
 * @param filters of a block; all have to hold
 * @param starts what can be told of them from the beginning of a record
 * @param literals what a block that fits has in it, letters in either case; tells what need not be decoded
 */
public record Query(
        List<Phrase> phrases,
        List<Phrase> without,
        List<Predicate<Block>> filters,
        List<Predicate<Start>> starts,
        List<String> literals) {

    private static final Pattern LIKE_A_FILTER = Pattern.compile("-?\\p{L}+:\\S+");
    private static final Pattern TERM = Pattern.compile("-?\"[^\"]*\"?|\\S+");

    /**
     * @param terms each a word, a filter, or several words, which are a phrase
     * @throws IllegalArgumentException with a sentence for people, when a filter makes no sense
     */
    public static Query of(List<String> terms, Since since) {
        Query query = new Query(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        terms.forEach(term -> query.add(term.strip(), since));
        return query;
    }

    /** As it is typed in one line: what stands between quotes is a phrase. */
    public static Query of(String line, Since since) {
        return of(TERM.matcher(line).results().map(MatchResult::group).toList(), since);
    }

    private void add(String term, Since since) {
        boolean not = term.length() > 1 && term.startsWith("-");
        String bare = not ? term.substring(1) : term;
        Optional<Filter> filter = Filter.of(bare, since);
        if (filter.isPresent()) {
            filters.add(not ? filter.get().fits().negate() : filter.get().fits());
            if (!not) {
                starts.add(filter.get().starts());
                literals.addAll(filter.get().literals());
            }
            return;
        }
        Phrase.of(bare.replaceFirst("^\"([^\"]*)\"?$", "$1")).ifPresent(phrase -> {
            (not ? without : phrases).add(phrase);
            if (!not) {
                literals.addAll(phrase.words());
            }
        });
    }

    /** What to tell whoever found nothing: a term that looks like a filter and was taken as words. */
    public static Optional<String> doubt(List<String> terms, Since since) {
        return terms.stream()
                .map(String::strip)
                .filter(term -> LIKE_A_FILTER.matcher(term).matches())
                .filter(term -> Filter.of(term.replaceFirst("^-", ""), since).isEmpty())
                .findFirst()
                .map(term -> term + " is no filter and was looked for as words; the filters are " + Filter.NAMES + ".");
    }

    /** Whether nothing is looked for. */
    public boolean isEmpty() {
        return phrases.isEmpty() && without.isEmpty() && filters.isEmpty();
    }

    Sieve sieve() {
        return new Sieve(literals, start -> starts.stream().allMatch(test -> test.test(start)));
    }

    boolean fits(Block block) {
        if (!filters.stream().allMatch(filter -> filter.test(block))) {
            return false;
        }
        if (phrases.isEmpty() && without.isEmpty()) {
            return true;
        }
        List<String> texts = Texts.of(block).map(Fold::of).toList();
        return phrases.stream().allMatch(phrase -> in(texts, phrase))
                && without.stream().noneMatch(phrase -> in(texts, phrase));
    }

    private static boolean in(List<String> folded, Phrase phrase) {
        return folded.stream().anyMatch(text -> phrase.in(text, 0).isPresent());
    }

    /** Around what was found in a block that fits. */
    Excerpt excerpt(Block block) {
        return Texts.of(block)
                .filter(text -> phrases.isEmpty()
                        || phrases.getFirst().in(Fold.of(text), 0).isPresent())
                .findFirst()
                .map(text -> Excerpt.of(text, phrases))
                .orElse(Excerpt.NOTHING);
    }
}
