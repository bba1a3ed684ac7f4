package sacred.app.compare;

import java.util.List;
import java.util.Optional;

/**
 * The prompts of a saved timeline, asked again on other models: what was saved, and what each run made of it.
 *
 * @param saved the answers as they were saved, one a prompt
 * @param runs in the order in which they were asked for
 */
public record Rerun(List<Answer> saved, List<Run> runs) {

    /**
     * One run.
     *
     * @param model who answered
     * @param timeline the name of the new timeline
     * @param answers to the prompts in their order; fewer where the run was ended before
     */
    public record Run(String model, String timeline, List<Answer> answers) {
        public Run {
            answers = List.copyOf(answers);
        }
    }

    public Rerun {
        saved = List.copyOf(saved);
        runs = List.copyOf(runs);
    }

    /** Whether an answer of a run says what the saved one did; empty where one of the two is none. */
    public Optional<Boolean> same(Run run, int prompt) {
        Answer before = saved.get(prompt);
        Answer now = run.answers().get(prompt);
        return before.whole() && now.whole() ? Optional.of(before.says(now)) : Optional.empty();
    }

    /** How many answers of a run say the same as the saved ones, or something else. */
    public long count(Run run, boolean same) {
        long n = 0;
        for (int i = 0; i < run.answers().size(); i++) {
            n += same(run, i).filter(equal -> equal == same).isPresent() ? 1 : 0;
        }
        return n;
    }
}
