package sacred.cognition.strategy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** Members that say what a test wrote for them, in order (the last answer repeats), and remember what they were asked. */
final class ScriptedMembers implements Members {

    static final String FAILS = "\0fails";
    static final Prompt PROMPT = Prompt.of(
            "Be kind.",
            List.of(
                    new Message.User("Hello."),
                    Message.Assistant.of("Hello."),
                    new Message.User("Which river is the longest?")));

    private final Map<ModelRef, Deque<String>> answers = new HashMap<>();
    final List<Request> requests = new ArrayList<>();
    final List<Integer> atOnce = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();
    /** What the next one reasons by itself. */
    String thinking = "";

    ScriptedMembers says(String ref, String... texts) {
        answers.put(ModelRef.parse(ref), new ArrayDeque<>(List.of(texts)));
        return this;
    }

    static LogicalModel model(Strategy strategy, String... members) {
        return model(strategy, Options.USUAL, Map.of(), members);
    }

    /** Members with {@code *count}. */
    static LogicalModel model(Strategy strategy, Options options, Map<String, String> roles, String... members) {
        List<LogicalModel.Seat> seats = new ArrayList<>();
        for (String member : members) {
            MemberCount one = MemberCount.parse(member, _ -> false);
            seats.add(new LogicalModel.Seat(
                    ModelRef.parse(one.model()), one.count().orElse(1)));
        }
        Map<String, ModelRef> refs = new HashMap<>();
        roles.forEach((role, ref) -> refs.put(role, ModelRef.parse(ref)));
        return new LogicalModel("team", strategy, seats, refs, options);
    }

    Answer run(LogicalModel model) throws ProviderException, InterruptedException {
        return model.strategy().run(model, PROMPT, this);
    }

    @Override
    public List<Outcome> ask(List<Request> all, Optional<Duration> patience) {
        atOnce.add(all.size());
        return all.stream().map(this::outcome).toList();
    }

    @Override
    public Outcome.Answered ask(Request request) throws ProviderException {
        atOnce.add(1);
        if (outcome(request) instanceof Outcome.Answered answered) {
            return answered;
        }
        throw new ProviderException("It failed.", ProviderException.Details.of(ErrorKind.SERVER, true));
    }

    private Outcome outcome(Request request) {
        requests.add(request);
        Deque<String> script = answers.get(request.model());
        String said = script.size() > 1 ? script.removeFirst() : script.getFirst();
        return said.equals(FAILS)
                ? new Outcome.Failed(request, "It said no with key sk-123.", ErrorKind.SERVER, true)
                : new Outcome.Answered(request, said, thinking, "stop");
    }

    @Override
    public void remark(String sentence) {
        remarks.add(sentence);
    }

    List<String> roles() {
        return requests.stream().map(Request::role).toList();
    }

    /** System text and messages of the nth request, as one text. */
    String prompt(int n) {
        Prompt prompt = requests.get(n).prompt();
        StringBuilder text = new StringBuilder(prompt.system());
        prompt.messages().forEach(m -> text.append("\n\n").append(m));
        return text.toString();
    }

    String remarked() {
        return String.join("\n", remarks);
    }
}
