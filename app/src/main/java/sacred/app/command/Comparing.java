package sacred.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sacred.app.compare.Answer;
import sacred.app.compare.Comparison;
import sacred.app.session.Compared;
import sacred.app.session.Target;
import sacred.app.view.ComparisonView;
import sacred.timeline.journal.Ulid;

/** /compare: two turns of this timeline, or two timelines. */
final class Comparing {

    private Comparing() {}

    static void compare(Desk desk, String argument) throws IOException {
        List<String> words = argument.isEmpty() ? List.of() : List.of(argument.split("\\s+"));
        try {
            Comparison found = words.isEmpty() ? siblings(desk) : named(desk, words);
            if (!desk.onScreen(new ScreenRequest.ShowComparison(found))) {
                ComparisonView.lines(found).forEach(desk::say);
            }
        } catch (IllegalArgumentException | Target.Missing e) {
            desk.say(e.getMessage());
        }
    }

    /** The last answer that was asked for once more, and the one before it. */
    private static Comparison siblings(Desk desk) {
        List<Answer> all = here(desk).all();
        Optional<Answer> last = all.reversed().stream()
                .filter(answer -> answer.place() != answer.turn())
                .findFirst();
        Answer later = last.orElseThrow(() -> new IllegalArgumentException(
                "No prompt has two answers yet: /retry -m REF gives it another. /compare 1 2 compares two turns,"
                        + " /compare ID this timeline with another."));
        Answer earlier = all.reversed().stream()
                .filter(answer -> answer.place() == later.place() && answer.turn() < later.turn())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Turn " + later.turn() + " asks the prompt of turn "
                        + later.place() + " again, which is not in this timeline."));
        return Comparison.of(earlier, later);
    }

    private static Comparison named(Desk desk, List<String> words) throws IOException {
        boolean turns = words.size() == 2 && words.stream().allMatch(Compared::isTurn);
        if (turns) {
            Compared here = here(desk);
            return Comparison.of(here.turn(words.get(0)), here.turn(words.get(1)));
        }
        if (words.size() > 2) {
            throw new IllegalArgumentException(
                    "/compare takes two turns, /compare 1 3, or one or two timelines, /compare ID.");
        }
        Compared first =
                words.size() == 1 ? here(desk) : Compared.of(desk.setup().host(), words.getFirst());
        Compared second = Compared.of(desk.setup().host(), words.getLast());
        return first.with(second);
    }

    private static Compared here(Desk desk) {
        return new Compared(
                desk.session().journal().file().isEmpty()
                        ? "this one"
                        : Ulid.shortened(desk.session().journal().id()),
                desk.session().timeline());
    }
}
