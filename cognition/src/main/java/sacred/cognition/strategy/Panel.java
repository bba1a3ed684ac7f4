package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * Members that are asked the same at once, and what came of it. Those that failed are named to the user and to nobody else.
 *
 * @param answers in the order in which a judge is shown them
 * @param asked how many were
 */
record Panel(List<Outcome.Answered> answers, int asked) {

    /** One request for each instance, numbered for each model. */
    static List<Request> requests(List<ModelRef> instances, Prompt prompt, String role) {
        Map<ModelRef, Integer> numbers = new HashMap<>();
        return instances.stream()
                .map(model -> Request.of(model, prompt, role).instance(numbers.merge(model, 1, Integer::sum)))
                .toList();
    }

    /**
     * Asks them all and waits.
     *
     * @param judge who will be shown the answers
     * @throws ProviderException when fewer have answered than the quorum
     */
    static Panel ask(LogicalModel model, List<Request> requests, Members members, String question, String judge)
            throws ProviderException, InterruptedException {
        List<Outcome> outcomes = members.ask(requests, model.options().patience());
        List<Outcome.Answered> answered = new ArrayList<>();
        List<Outcome.Failed> failed = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Answered a -> answered.add(a);
                case Outcome.Failed f -> failed.add(f);
            }
        }
        int quorum = Math.min(model.options().quorum(), requests.size());
        if (answered.size() < Math.max(1, quorum)) {
            throw tooFew(model, answered.size(), requests.size(), quorum, failed);
        }
        int round = requests.getFirst().iteration().orElse(1);
        Panel panel = new Panel(Order.of(question, round, answered), requests.size());
        members.remark(
                "The " + judge + " reads " + panel.inWords() + " answers: " + panel.names() + "." + leftOut(failed));
        return panel;
    }

    static ProviderException tooFew(
            LogicalModel model, int answered, int asked, int quorum, List<Outcome.Failed> failed) {
        Outcome.Failed first = failed.getFirst();
        String how = answered == 0
                ? "No member of " + model.name() + " answered."
                : answered + " of " + asked + " members of " + model.name() + " answered, and the quorum is " + quorum
                        + ".";
        boolean retryable = failed.stream().anyMatch(Outcome.Failed::retryable);
        return new ProviderException(how + leftOut(failed), ProviderException.Details.of(first.kind(), retryable));
    }

    static String leftOut(List<Outcome.Failed> failed) {
        return failed.isEmpty()
                ? ""
                : " Left out: "
                        + failed.stream()
                                .map(f -> f.request().who() + " (" + f.why() + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** {@code 3 of 5}. */
    String inWords() {
        return answers.size() + " of " + asked;
    }

    private String names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            names.add(Order.label(i) + " " + answers.get(i).request().who());
        }
        return String.join(", ", names);
    }

    /** The answers as they are read by others: without thinking, confidence and the names of models. */
    List<String> said() {
        return answers.stream().map(a -> MemberAnswer.of(a.text())).toList();
    }

    /** All of them, quoted. */
    String quoted(Quotes quotes) {
        List<String> said = said();
        List<String> quoted = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            quoted.add(quotes.of("response " + Order.label(i), said.get(i)));
        }
        return String.join("\n\n", quoted);
    }

    /** The texts as the members gave them, in the order of the judge. */
    List<String> texts() {
        return answers.stream().map(Outcome.Answered::text).toList();
    }
}
