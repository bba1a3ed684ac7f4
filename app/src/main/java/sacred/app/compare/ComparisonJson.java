package sacred.app.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

/** Comparisons for programs: one JSON object. Unknown is null. */
public final class ComparisonJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ComparisonJson() {}

    public static String of(Comparison comparison) {
        ObjectNode root = JSON.createObjectNode();
        root.put("left", comparison.left());
        root.put("right", comparison.right());
        ArrayNode pairs = root.putArray("pairs");
        for (Comparison.Pair pair : comparison.pairs()) {
            ObjectNode node = pairs.addObject();
            node.put("same", pair.same());
            answer(node, "left", pair.left());
            answer(node, "right", pair.right());
        }
        ObjectNode totals = root.putObject("totals");
        totals(totals.putObject("left"), comparison.lefts());
        totals(totals.putObject("right"), comparison.rights());
        return root.toString();
    }

    private static void answer(ObjectNode parent, String name, Optional<Answer> answer) {
        if (answer.isPresent()) {
            answer(parent.putObject(name), answer.get());
        } else {
            parent.putNull(name);
        }
    }

    static void answer(ObjectNode node, Answer answer) {
        node.put("timeline", answer.timeline());
        node.put("turn", answer.turn());
        node.put("prompt", answer.prompt());
        ArrayNode models = node.putArray("models");
        answer.who().forEach(models::add);
        node.put("outcome", answer.outcome().map(outcome -> outcome.wire()).orElse(null));
        took(node, answer.usage(), answer.cost(), answer.durationMs());
        put(node, "ttft_ms", answer.firstTokenMs());
        node.put("text", answer.text());
        node.put("problem", answer.problem().orElse(null));
    }

    static void totals(ObjectNode node, Totals totals) {
        node.put("turns", totals.answers());
        node.put("answered", totals.whole());
        took(node, totals.usage(), totals.cost(), totals.durationMs());
    }

    private static void took(ObjectNode node, Usage usage, Cost cost, OptionalLong durationMs) {
        put(node, "input", usage.input());
        put(node, "output", usage.output());
        node.put(
                "tokens_complete",
                usage.flags().stream()
                        .noneMatch(flag -> flag == Usage.Flag.INPUT_UNKNOWN || flag == Usage.Flag.OUTPUT_UNKNOWN));
        node.put("cost_usd", cost.usd().map(BigDecimal::toPlainString).orElse(null));
        node.put("cost_complete", cost.complete());
        put(node, "duration_ms", durationMs);
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        if (value.isPresent()) {
            node.put(name, value.getAsLong());
        } else {
            node.putNull(name);
        }
    }
}
