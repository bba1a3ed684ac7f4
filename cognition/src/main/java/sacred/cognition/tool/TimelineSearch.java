package sacred.cognition.tool;

import java.util.List;
import java.util.stream.Collectors;
import sacred.providers.ToolSpec;

/** Search over what the user asked and was answered before. */
final class TimelineSearch implements Tool {

    private static final ToolSpec SPEC = new ToolSpec(
            "timelines",
            "Searches the user's own earlier timelines for words, in what was asked and in what was answered. Returns"
                    + " at most 10 places, newest first.",
            """
            {"type":"object","properties":{"query":{"type":"string","description":"words that all have to occur"}},\
            "required":["query"]}\
            """);

    private static final int MAX_HITS = 10;

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException {
        String query = arguments.text("query");
        List<History.Hit> hits = context.history().search(query);
        if (hits.isEmpty()) {
            return "Nothing in your timelines contains \"" + query + "\".";
        }
        return hits.stream()
                .limit(MAX_HITS)
                .map(hit -> hit.date() + "  " + hit.timeline() + "  " + hit.snippet())
                .collect(Collectors.joining("\n"));
    }
}
