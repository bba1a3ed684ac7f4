package sacred.app.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@link Rerun} for programs: one JSON object. Unknown is null. */
public final class RerunJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RerunJson() {}

    public static String of(Rerun rerun) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode saved = root.putObject("saved");
        ArrayNode before = saved.putArray("answers");
        rerun.saved().forEach(answer -> ComparisonJson.answer(before.addObject(), answer));
        ComparisonJson.totals(saved.putObject("totals"), Totals.of(rerun.saved()));
        ArrayNode runs = root.putArray("runs");
        for (Rerun.Run run : rerun.runs()) {
            ObjectNode node = runs.addObject();
            node.put("model", run.model());
            node.put("timeline", run.timeline());
            ArrayNode answers = node.putArray("answers");
            for (int i = 0; i < run.answers().size(); i++) {
                ObjectNode answer = answers.addObject();
                answer.put("same", rerun.same(run, i).orElse(null));
                ComparisonJson.answer(answer, run.answers().get(i));
            }
            ComparisonJson.totals(node.putObject("totals"), Totals.of(run.answers()));
            node.put("same", rerun.count(run, true));
            node.put("different", rerun.count(run, false));
        }
        return root.toString();
    }
}
