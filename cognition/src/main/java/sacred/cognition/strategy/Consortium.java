package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.text.PromptFile;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/**
 * {@code consortium}: members answer at once and say how sure they are; an arbiter joins their answers and says what is missing;
 * round after round, until they agree enough, the arbiter is sure, or the rounds are used up.
 */
public final class Consortium implements Strategy {

    /** The role of the calls of members; {@link #ARBITER} is the other one. */
    public static final String MEMBER = "member";

    public static final String ARBITER = "arbiter";

    private static final int USUAL_ROUNDS = 3;

    @Override
    public String name() {
        return "consortium";
    }

    @Override
    public String about() {
        return "members answer in rounds, an arbiter joins their answers until they agree";
    }

    @Override
    public int samples() {
        return 3;
    }

    @Override
    public Optional<String> complaint(LogicalModel model) {
        if (model.members().isEmpty()) {
            return Optional.of("a consortium needs models.");
        }
        return model.judge().isEmpty() ? Optional.of("a consortium needs an arbiter.") : Optional.empty();
    }

    @Override
    public ModelRef lastWord(LogicalModel model) {
        return model.judge().orElseThrow();
    }

    @Override
    public Plan plan(LogicalModel model) {
        int least = model.options().minIterations();
        int most = model.options().mostIterations(USUAL_ROUNDS);
        Plan.Calls rounds = new Plan.Calls(least, Math.max(least, Math.min(2, most)), most);
        List<Plan.Step> steps = new ArrayList<>();
        model.members()
                .forEach(seat -> steps.add(new Plan.Step(
                        seat.model(), MEMBER, Plan.Calls.exactly(seat.count()).times(rounds), 1)));
        Plan.Calls arbiter = new Plan.Calls(rounds.least(), rounds.expected(), 2 * rounds.most());
        steps.add(new Plan.Step(
                lastWord(model), ARBITER, arbiter, model.instances().size() + most));
        return new Plan(steps);
    }

    @Override
    public Answer run(LogicalModel model, Prompt prompt, Members members)
            throws ProviderException, InterruptedException {
        Task task = new Task(prompt, model.options());
        int most = model.options().mostIterations(USUAL_ROUNDS);
        List<Round> rounds = new ArrayList<>();
        while (rounds.size() < most) {
            Optional<Round> round = next(model, task, rounds, members);
            if (round.isEmpty()) {
                break;
            }
            rounds.add(round.get());
            boolean may = rounds.size() >= model.options().minIterations();
            boolean enough = enough(round.get(), model.options());
            boolean readable = round.get().reply().readable();
            String next = may && enough
                    ? "."
                    : rounds.size() == most
                            ? "; the last round."
                            : readable ? "; another round." : "; no other round, the arbiter could not be read.";
            members.remark("Round " + rounds.size() + ": " + round.get().inWords() + next);
            if (may && enough || !readable) {
                break;
            }
        }
        Round last = best(rounds, members);
        return new Answer(
                last.reply().synthesis(),
                "the arbiter saw " + last.panel().inWords() + " answers, " + rounds.size()
                        + (rounds.size() == 1 ? " round" : " rounds"),
                last.finish());
    }

    /** The next round; empty where it failed and there is a synthesis of an earlier one. */
    private static Optional<Round> next(LogicalModel model, Task task, List<Round> rounds, Members members)
            throws ProviderException, InterruptedException {
        try {
            return Optional.of(round(model, task, rounds, members));
        } catch (ProviderException e) {
            if (rounds.isEmpty()) {
                throw e;
            }
            members.remark(
                    "Round " + (rounds.size() + 1) + " failed, the synthesis before it stays: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Round round(LogicalModel model, Task task, List<Round> before, Members members)
            throws ProviderException, InterruptedException {
        int number = before.size() + 1;
        Prompt question = before.isEmpty()
                ? task.file("consortium-member.md", Map.of("instruction", Tags.escape(task.question())))
                : task.file("consortium-iteration.md", Round.values(task.question(), before.getLast()));
        List<Request> requests = Panel.requests(model.instances(), question, MEMBER).stream()
                .map(r ->
                        r.iteration(number).reading(text -> Confidence.in(text).value()))
                .toList();
        Panel panel = Panel.ask(model, requests, members, task.question(), ARBITER);
        Request request = Request.of(model.judge().orElseThrow(), arbiterPrompt(task, panel, before), ARBITER)
                .iteration(number)
                .reading(text -> ArbiterReply.parse(text).confidence().value());
        Outcome.Answered said = members.ask(request);
        ArbiterReply reply = ArbiterReply.parse(said.text());
        if (!reply.readable()) {
            members.remark("The arbiter's reply could not be read in round " + number + "; it was asked to repair it.");
            said = members.ask(repair(request, said.text()));
            ArbiterReply repaired = ArbiterReply.parse(said.text());
            reply = repaired.readable() ? repaired : reply;
        }
        return new Round(number, panel, reply, said.finish());
    }

    private static Request repair(Request request, String said) {
        List<Message> messages = new ArrayList<>(request.prompt().messages());
        messages.add(Message.Assistant.of(said));
        messages.add(new Message.User(PromptFile.fill(Consortium.class, "consortium-repair.md", Map.of())));
        return new Request(
                request.model(),
                request.prompt().with(messages),
                request.role(),
                request.instance(),
                request.iteration(),
                request.confidence(),
                request.answers());
    }

    /** The user's own instructions stand in the envelope, and not a second time in the system text. */
    private static Prompt arbiterPrompt(Task task, Panel panel, List<Round> before) {
        Task without = new Task(task.prompt(), Options.USUAL);
        String history = before.isEmpty()
                ? "<no_previous_iterations/>"
                : String.join("\n", before.stream().map(Round::asHistory).toList());
        return without.file(
                "consortium-arbiter.md",
                Map.of(
                        "instructions", Tags.escape(task.options().system()),
                        "prompt", Tags.escape(task.question()),
                        "responses", Round.responses(panel),
                        "history", history));
    }

    private static boolean enough(Round round, Options options) {
        boolean sure = round.reply().confidence().value().orElse(-1) >= options.threshold()
                && !round.reply().needsIteration();
        Agreement agreement = round.agreement();
        boolean agreed = agreement.share().orElse(-1) >= options.agreement();
        return switch (options.stopOn()) {
            case CONFIDENCE -> sure;
            case BOTH -> sure && agreed;
            case AGREEMENT -> agreement.share().isPresent() ? agreed : sure;
        };
    }

    /** The last round whose synthesis could be read; without one, the raw text of the last. */
    private static Round best(List<Round> rounds, Members members) {
        if (rounds.getLast().reply().readable()) {
            return rounds.getLast();
        }
        List<Round> readable = rounds.stream().filter(r -> r.reply().readable()).toList();
        members.remark("The arbiter's reply could not be read after a repair either; "
                + (readable.isEmpty()
                        ? "its raw text stands as the answer."
                        : "the synthesis of round " + readable.getLast().number() + " stays."));
        return readable.isEmpty() ? rounds.getLast() : readable.getLast();
    }

    /** {@code agreement 0.67 of 3 answers, the arbiter's own confidence 0.90}. */
    static String inWords(Agreement agreement, Confidence confidence) {
        String own = confidence.value().isPresent()
                ? String.format(Locale.ROOT, "%.2f", confidence.value().getAsDouble())
                : confidence.label().orElse("?");
        return agreement.inWords() + ", the arbiter's own confidence " + own;
    }
}
