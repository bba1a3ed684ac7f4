package sacred.cognition.strategy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * A run of a consortium as it stands in a timeline: everything is read from the recorded calls, so a run that was saved gives the
 * same result at any later time.
 */
public final class ConsortiumResult {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String prompt;
    private final Block block;
    private final Event.Closed closed;
    /** The last attempt of each member, and those of the arbiter, by round. */
    private final Map<Integer, List<Call>> members = new TreeMap<>();

    private final Map<Integer, List<Call>> arbiter = new TreeMap<>();

    private ConsortiumResult(String prompt, Block block, Event.Closed closed) {
        this.prompt = prompt;
        this.block = block;
        this.closed = closed;
        Map<String, Call> last = new LinkedHashMap<>();
        for (Call call : block.calls()) {
            if (call.said().within().isPresent()) {
                continue;
            }
            int round = call.said().iteration().orElse(1);
            if (call.role().equals(Consortium.MEMBER)) {
                last.put(round + " " + call.said().instance().orElse(1) + " " + call.model(), call);
            } else if (call.role().equals(Consortium.ARBITER)) {
                arbiter.computeIfAbsent(round, _ -> new ArrayList<>()).add(call);
            }
        }
        // by who they are and not by who was faster, so that the same run has the same result
        last.values().stream()
                .sorted(Comparator.comparing((Call call) -> call.model().toString())
                        .thenComparing(call -> call.said().instance().orElse(1)))
                .forEach(call -> members.computeIfAbsent(call.said().iteration().orElse(1), _ -> new ArrayList<>())
                        .add(call));
    }

    /** The run of one turn; empty when no consortium has answered it. */
    public static Optional<ConsortiumResult> of(Timeline timeline, int turn) {
        Optional<Event.Closed> closed =
                timeline.closings().ofTurn(turn).stream().findFirst();
        List<Block> blocks = timeline.blocks().ofTurn(turn);
        Optional<Block> run = blocks.stream()
                .filter(b -> b.calls().stream()
                        .anyMatch(c -> c.role().equals(Consortium.MEMBER)
                                && c.said().iteration().isPresent()))
                .findFirst();
        return closed.isEmpty() || run.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConsortiumResult(blocks.getFirst().text(), run.get(), closed.get()));
    }

    public String prompt() {
        return prompt;
    }

    public int rounds() {
        return members.size();
    }

    /** What the arbiter said in the end, if anything. */
    public Optional<ArbiterReply> reply() {
        List<ArbiterReply> all = members.keySet().stream()
                .flatMap(round -> reply(round).stream())
                .toList();
        List<ArbiterReply> readable =
                all.stream().filter(ArbiterReply::readable).toList();
        return readable.isEmpty() ? all.stream().reduce((_, later) -> later) : Optional.of(readable.getLast());
    }

    /** Of a reply and its repair, the one that can be read; the first one where neither can. */
    private Optional<ArbiterReply> reply(int round) {
        List<ArbiterReply> said = arbiter.getOrDefault(round, List.of()).stream()
                .filter(call -> call.status() == Call.Status.OK)
                .map(call -> ArbiterReply.parse(call.said().text().orElse("")))
                .toList();
        return said.stream()
                .filter(ArbiterReply::readable)
                .reduce((_, later) -> later)
                .or(() -> said.stream().findFirst());
    }

    private long unreadable() {
        return arbiter.values().stream()
                .flatMap(List::stream)
                .filter(call -> call.status() == Call.Status.OK)
                .filter(call ->
                        !ArbiterReply.parse(call.said().text().orElse("")).readable())
                .count();
    }

    /** Everything that was said, raw: who, and what. */
    public Map<String, String> raw() {
        Map<String, String> raw = new LinkedHashMap<>();
        for (int round : members.keySet()) {
            members.get(round).forEach(call -> raw.put(title(call, round), words(call)));
            int[] nth = {0};
            arbiter.getOrDefault(round, List.of())
                    .forEach(call -> raw.put(
                            "arbiter " + title(call, round) + (nth[0]++ == 0 ? "" : ", request " + nth[0]),
                            words(call)));
        }
        return raw;
    }

    private static String title(Call call, int round) {
        int instance = call.said().instance().orElse(1);
        return call.model() + (instance == 1 ? "" : " (" + instance + ")") + ", round " + round;
    }

    private static String words(Call call) {
        return call.said()
                .text()
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> call.error().map(e -> "failed: " + e.message()).orElse(""));
    }

    /**
     * What a list of runs says of it, as one line of JSON.
     *
     * @param id under which it is found again
     */
    public String summary(String id) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", id);
        json.put("created_at", closed.at().toString());
        json.put("status", closed.outcome().wire());
        json.put("iteration_count", rounds());
        OptionalDouble confidence =
                reply().map(said -> said.confidence().value()).orElse(OptionalDouble.empty());
        confidence.ifPresentOrElse(c -> json.put("final_confidence", c), () -> json.putNull("final_confidence"));
        json.put("cost_usd", closed.cost().usd().map(usd -> usd.toPlainString()).orElse(null));
        json.put("user_prompt", prompt);
        return json.toString();
    }

    /** As one JSON object, indented: the keys of the origin, and iterations, usage and cost. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("original_prompt", prompt);
        int last = members.isEmpty() ? 0 : List.copyOf(members.keySet()).getLast();
        json.set("model_responses", responses(last));
        json.set("synthesis", synthesis(reply()));
        json.set("metadata", metadata());
        ArrayNode iterations = json.putArray("iterations");
        for (int round : members.keySet()) {
            ObjectNode iteration = iterations.addObject();
            iteration.put("iteration", round);
            iteration.set("model_responses", responses(round));
            iteration.set("synthesis", synthesis(reply(round)));
            Agreement agreement = Agreement.of(answers(round));
            ObjectNode measured = iteration.putObject("agreement");
            agreement.share().ifPresentOrElse(s -> measured.put("share", s), () -> measured.putNull("share"));
            measured.put("answers", agreement.answers());
        }
        ObjectNode usage = json.putObject("usage");
        put(usage, "input", closed.usage().input());
        put(usage, "output", closed.usage().output());
        usage.put("source", closed.usage().source().wire());
        ArrayNode flags = usage.putArray("flags");
        closed.usage().flags().stream().map(f -> f.wire()).sorted().forEach(flags::add);
        ObjectNode cost = json.putObject("cost");
        closed.cost().usd().ifPresentOrElse(usd -> cost.put("usd", usd.toPlainString()), () -> cost.putNull("usd"));
        cost.put("complete", closed.cost().complete());
        return json.toPrettyString();
    }

    private List<String> answers(int round) {
        return members.get(round).stream()
                .filter(Call::answered)
                .map(call -> call.said().text().orElse(""))
                .toList();
    }

    private ArrayNode responses(int round) {
        ArrayNode responses = JSON.createArrayNode();
        for (Call call : members.getOrDefault(round, List.of())) {
            ObjectNode response = responses.addObject();
            response.put("model", call.model().toString());
            response.put("instance", call.said().instance().orElse(1));
            boolean answered = call.answered();
            if (answered) {
                response.put("response", MemberAnswer.of(call.said().text().orElse("")));
            } else {
                response.putNull("response");
                response.put(
                        "error",
                        call.error()
                                .map(Call.Failure::message)
                                .orElse(call.finish().orElse("stopped")));
            }
            call.said()
                    .confidence()
                    .ifPresentOrElse(c -> response.put("confidence", c), () -> response.putNull("confidence"));
        }
        return responses;
    }

    private static ObjectNode synthesis(Optional<ArbiterReply> said) {
        ObjectNode json = JSON.createObjectNode();
        if (said.isEmpty()) {
            return json;
        }
        ArbiterReply reply = said.get();
        json.put("synthesis", reply.synthesis());
        reply.confidence().value().ifPresentOrElse(c -> json.put("confidence", c), () -> json.putNull("confidence"));
        reply.confidence().label().ifPresent(label -> json.put("confidence_label", label));
        json.put("analysis", reply.analysis());
        json.put("dissent", reply.dissent());
        json.put("needs_iteration", reply.needsIteration());
        ArrayNode areas = json.putArray("refinement_areas");
        reply.refinementAreas().forEach(areas::add);
        json.put("parse_failed", !reply.readable());
        json.put("parsed_as", reply.form().wire());
        return json;
    }

    private ObjectNode metadata() {
        ObjectNode metadata = JSON.createObjectNode();
        ObjectNode models = metadata.putObject("models_used");
        List<Call> first = members.values().stream().findFirst().orElse(List.of());
        first.forEach(call -> models.put(
                call.model().toString(), models.path(call.model().toString()).asInt(0) + 1));
        arbiter.values().stream()
                .flatMap(List::stream)
                .reduce((_, later) -> later)
                .ifPresentOrElse(
                        call -> metadata.put("arbiter", call.model().toString()), () -> metadata.putNull("arbiter"));
        metadata.put("timestamp", block.head().at().toString());
        metadata.put("iteration_count", members.size());
        int last = members.isEmpty() ? 0 : List.copyOf(members.keySet()).getLast();
        metadata.put(
                "answered",
                members.isEmpty()
                        ? "0 of 0"
                        : answers(last).size() + " of " + members.get(last).size());
        metadata.put("parse_failures", unreadable());
        ArrayNode notes = metadata.putArray("notes");
        block.head().notes().forEach(notes::add);
        return metadata;
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        value.ifPresentOrElse(v -> node.put(name, v), () -> node.putNull(name));
    }
}
