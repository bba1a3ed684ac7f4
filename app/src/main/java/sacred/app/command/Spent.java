package sacred.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sacred.app.view.Figures;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Kind;
import sacred.timeline.ModelRef;
import sacred.timeline.RunningSum;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

/**
 * What the requests of a timeline used and cost, counted in one pass that keeps no block: the timeline may be larger than memory.
 * Blocks for as long as reading it takes. Not thread-safe.
 */
final class Spent {

    private final Map<String, Row> byModel = new LinkedHashMap<>();
    private final List<ModelRef> models = new ArrayList<>();
    private final Row all = new Row();
    private final List<String> reported = new ArrayList<>();
    private long unknown;

    private Spent() {}

    static Spent in(Timeline timeline) {
        Spent spent = new Spent();
        Sequence<Block> blocks = timeline.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            // what was asked or said to the program called nobody
            if (blocks.kind(i) != Kind.INPUT && blocks.kind(i) != Kind.COMMAND) {
                blocks.get(i).calls().stream().filter(Call::isRequest).forEach(spent::add);
            }
        }
        return spent;
    }

    private void add(Call call) {
        all.add(call);
        byModel.computeIfAbsent(call.model().toString(), _ -> {
                    models.add(call.model());
                    return new Row();
                })
                .add(call);
        if (call.cost().listedUsd().isPresent()) {
            reported.add("  " + call.model() + " reported " + Figures.money(call.cost()));
        }
        unknown += call.mayBeBilled() && call.cost().usd().isEmpty() ? 1 : 0;
    }

    /** A line for each model, in the order in which they were asked first, and one for all. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        byModel.forEach((model, row) -> rows.add(row.line(model)));
        rows.add(all.line("all of this timeline"));
        return rows;
    }

    /** A line for each amount that the provider said itself. */
    List<String> reported() {
        return reported;
    }

    /** In the order in which they were asked first. */
    List<ModelRef> models() {
        return models;
    }

    /** How many requests may have cost something that nobody knows. */
    long unknown() {
        return unknown;
    }

    private static final class Row {
        private final RunningSum sum = new RunningSum();
        private final List<Call.Saved> saved = new ArrayList<>();
        private int calls;

        void add(Call call) {
            calls++;
            sum.add(call.usage(), call.cost());
            call.saved().ifPresent(saved::add);
        }

        String line(String name) {
            String cached = Figures.saved(saved);
            return String.format(
                            "  %-32s %3d call%s  %s  %s",
                            name, calls, calls == 1 ? " " : "s", Figures.tokens(sum.usage()), Figures.money(sum.cost()))
                    + (cached.isEmpty() ? "" : "  " + saved.size() + " from the cache, " + cached);
        }
    }
}
