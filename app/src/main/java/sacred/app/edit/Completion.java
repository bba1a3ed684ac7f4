package sacred.app.edit;

import java.util.List;
import java.util.function.Function;

/**
 * What Tab offers: slash commands at the start of a prompt, words behind them, files behind an {@code @}. Pure but for what
 * its sources do.
 *
 * @param commands without their slash, in the order of the help
 * @param arguments from a command, as it was typed, to the words that may follow; empty for none
 * @param files from the beginning of a path to paths that have the same directories in front; directories end in a slash
 */
public record Completion(
        List<Candidate> commands, Function<String, List<Candidate>> arguments, Function<String, List<String>> files) {

    /**
     * What may stand in the place of a range of the text.
     *
     * @param typed what stands there
     */
    public record Offer(int from, int to, String typed, List<Candidate> candidates) {

        public Offer {
            candidates = List.copyOf(candidates);
        }

        public boolean isEmpty() {
            return candidates.isEmpty();
        }
    }

    public Completion {
        commands = List.copyOf(commands);
    }

    /** What may become of the word that the caret stands behind; best first. */
    public Offer of(String text, int caret) {
        return Mention.before(text, caret)
                .map(mention -> offer(text, mention.start(), caret, files(mention.path())))
                .orElseGet(() -> text.startsWith("/") && !text.startsWith("//")
                        ? command(text, caret)
                        : offer(text, caret, caret, List.of()));
    }

    private List<Candidate> files(String path) {
        int name = path.lastIndexOf('/') + 1;
        return Ranking.fitting(path.substring(name), files.apply(path), found -> found.substring(name)).stream()
                .map(found -> new Candidate(Mention.written(found), "", !found.endsWith("/")))
                .toList();
    }

    private Offer command(String text, int caret) {
        String before = text.substring(0, caret);
        if (before.isEmpty() || before.contains("\n")) {
            return offer(text, caret, caret, List.of());
        }
        int word = before.lastIndexOf(' ') + 1;
        if (word == 0) {
            List<Candidate> fitting = Ranking.fitting(before.substring(1), commands, Candidate::text).stream()
                    .map(c -> new Candidate("/" + c.text(), c.help(), c.whole()))
                    .toList();
            return offer(text, 0, caret, fitting);
        }
        String command = before.substring(1, before.indexOf(' '));
        return offer(
                text, word, caret, Ranking.fitting(before.substring(word), arguments.apply(command), Candidate::text));
    }

    private static Offer offer(String text, int from, int to, List<Candidate> candidates) {
        return new Offer(from, to, text.substring(from, to), candidates);
    }
}
