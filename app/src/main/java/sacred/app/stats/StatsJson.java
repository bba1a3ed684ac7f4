package sacred.app.stats;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import sacred.timeline.Usage;

/** {@link Stats} for programs: one JSON object, or comma-separated lines. Unknown is null, or nothing between the commas. */
public final class StatsJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int[] PERCENTS = {50, 90, 95, 99};

    private StatsJson() {}

    public static String json(Stats stats) {
        ObjectNode root = JSON.createObjectNode();
        root.put("timelines", stats.timelines());
        root.put("turns", stats.turns());
        root.put("copied_turns", stats.copiedTurns());
        ObjectNode outcomes = root.putObject("outcomes");
        stats.outcomes().forEach((outcome, n) -> outcomes.put(outcome.wire(), n));
        ObjectNode routes = root.putObject("routes");
        stats.routes().forEach((source, n) -> routes.put(source.wire(), n));
        root.put("routes_fell_back", stats.modelNotBelieved());
        group(root.putObject("all"), stats.all());
        for (Stats.By by : Stats.By.values()) {
            ArrayNode groups = root.putArray("by_" + by.wire());
            stats.by(by).forEach(g -> group(groups.addObject().put(by.wire(), g.name()), g));
        }
        turns(root.putArray("slowest"), stats.slowest());
        turns(root.putArray("dearest"), stats.dearest());
        return root.toString();
    }

    private static void group(ObjectNode node, Group g) {
        node.put("calls", g.calls());
        node.put("failed", g.failed());
        node.put("cancelled", g.cancelled());
        node.put("cached", g.cached());
        node.put("fell_back", g.fellBack());
        node.put("reported", g.reported());
        Usage usage = g.usage();
        put(node, "input", usage.input());
        put(node, "output", usage.output());
        node.put("tokens_complete", usage.flags().stream().noneMatch(StatsJson::unknown));
        node.put("cost_usd", usd(g).orElse(null));
        node.put("cost_complete", g.cost().complete());
        for (int percent : PERCENTS) {
            put(node, "ttft_ms_p" + percent, g.firstTokenMs(percent));
            put(node, "total_ms_p" + percent, g.totalMs(percent));
        }
    }

    private static boolean unknown(Usage.Flag flag) {
        return flag == Usage.Flag.INPUT_UNKNOWN || flag == Usage.Flag.OUTPUT_UNKNOWN;
    }

    private static void turns(ArrayNode list, List<Stats.Turn> turns) {
        for (Stats.Turn turn : turns) {
            ObjectNode node = list.addObject();
            node.put("timeline", turn.timeline());
            node.put("turn", turn.number());
            put(node, "duration_ms", turn.end().durationMs());
            node.put(
                    "cost_usd",
                    turn.end().cost().usd().map(BigDecimal::toPlainString).orElse(null));
        }
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        if (value.isPresent()) {
            node.put(name, value.getAsLong());
        } else {
            node.putNull(name);
        }
    }

    private static Optional<String> usd(Group g) {
        return g.cost().usd().map(BigDecimal::toPlainString);
    }

    /** A head line, and a line a group. */
    public static List<String> csv(Stats stats, Stats.By by) {
        List<String> lines = new ArrayList<>();
        lines.add(by.wire() + ",calls,failed,cancelled,cached,fell_back,reported,input,output,cost_usd,ttft_ms_p50,"
                + "ttft_ms_p95,total_ms_p50,total_ms_p95");
        for (Group g : stats.by(by)) {
            List<Object> cells = List.of(
                    quoted(g.name()),
                    g.calls(),
                    g.failed(),
                    g.cancelled(),
                    g.cached(),
                    g.fellBack(),
                    g.reported(),
                    cell(g.usage().input()),
                    cell(g.usage().output()),
                    usd(g).orElse(""),
                    cell(g.firstTokenMs(50)),
                    cell(g.firstTokenMs(95)),
                    cell(g.totalMs(50)),
                    cell(g.totalMs(95)));
            lines.add(cells.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return lines;
    }

    /** A cell that a spreadsheet would take for a formula begins with a quote. */
    private static String quoted(String name) {
        String harmless = name.matches("[=+\\-@\\t].*") ? "'" + name : name;
        return "\"" + harmless.replace("\"", "\"\"").replace("\n", " ") + "\"";
    }

    private static String cell(OptionalLong value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%d", value.getAsLong()) : "";
    }
}
