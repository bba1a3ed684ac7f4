package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One round of a consortium, and how the next one is told of it: in elements whose contents are escaped. */
record Round(int number, Panel panel, ArbiterReply reply, String finish) {

    Agreement agreement() {
        return Agreement.of(panel.texts());
    }

    String inWords() {
        return Consortium.inWords(agreement(), reply.confidence());
    }

    /** The answers as an arbiter is told them, under letters for names. */
    static String responses(Panel panel) {
        List<String> said = panel.said();
        List<String> responses = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Confidence own = Confidence.in(panel.texts().get(i));
            responses.add("<model_response>\n"
                    + Tags.element("model", Order.label(i)) + "\n"
                    + Tags.element("confidence", own.value().isPresent() ? shown(own) : "unknown") + "\n"
                    + Tags.element("response", said.get(i)) + "\n</model_response>");
        }
        return String.join("\n", responses);
    }

    private static String shown(Confidence confidence) {
        return String.format(Locale.ROOT, "%.2f", confidence.value().orElseThrow());
    }

    /** What the members of the next round are told. */
    static Map<String, String> values(String question, Round before) {
        ArbiterReply reply = before.reply();
        return Map.of(
                "prompt", Tags.escape(question),
                "synthesis", Tags.escape(reply.synthesis()),
                "analysis", Tags.escape(reply.analysis()),
                "dissent", Tags.escape(reply.dissent()),
                "areas", areas(reply));
    }

    private static String areas(ArbiterReply reply) {
        return reply.refinementAreas().stream()
                .map(area -> Tags.element("area", area))
                .collect(Collectors.joining("\n"));
    }

    /** What the arbiter of a later round is told. */
    String asHistory() {
        return "<iteration>\n"
                + Tags.element("iteration_number", String.valueOf(number)) + "\n"
                + Tags.element("synthesis", reply.synthesis()) + "\n"
                + Tags.element(
                        "confidence", reply.confidence().value().isPresent() ? shown(reply.confidence()) : "unknown")
                + "\n<refinement_areas>\n" + areas(reply) + "\n</refinement_areas>\n</iteration>";
    }
}
