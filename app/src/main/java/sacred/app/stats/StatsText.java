package sacred.app.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sacred.app.text.Width;
import sacred.app.view.Figures;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.journal.Ulid;

/** {@link Stats} as lines for people. Unknown is {@code ?}; a share of nothing is none. */
public final class StatsText {

    private static final int LONGEST_NAME = 34;
    private static final int PROMPT_COLUMNS = 60;
    private static final int MEDIAN = 50;
    private static final int MOST = 95;

    private StatsText() {}

    /** For the command line: a table, of a hundred columns and more. */
    public static List<String> lines(Stats stats, Stats.By by) {
        return lines(stats, by, true);
    }

    /** For a screen of any width: what a table has in a row stands in lines that can be broken. */
    public static List<String> narrow(Stats stats, Stats.By by) {
        return lines(stats, by, false);
    }

    private static List<String> lines(Stats stats, Stats.By by, boolean wide) {
        List<String> lines = new ArrayList<>();
        Group all = stats.all();
        lines.add(number(stats.timelines(), "timeline") + " · " + number(stats.turns(), "turn") + outcomes(stats));
        if (stats.copiedTurns() > 0) {
            lines.add(number(stats.copiedTurns(), "turn")
                    + (stats.copiedTurns() == 1 ? " is a copy and counted once" : " are copies and counted once"));
        }
        if (all.calls() == 0) {
            return lines;
        }
        lines.add(number(all.calls(), "call") + " · " + Figures.tokens(all.usage()) + " · " + Figures.money(all.cost())
                + " · " + provenance(all));
        lines.add(routes(stats));
        lines.add("");
        lines.addAll(wide ? table(stats.by(by), by.wire()) : list(stats.by(by)));
        List<Group> days = stats.by(Stats.By.DAY);
        if (days.size() > 1) {
            lines.add("");
            lines.addAll(Days.lines(days));
        }
        turns("slowest turns", stats.slowest(), lines);
        turns("dearest turns", stats.dearest(), lines);
        return lines;
    }

    private static String outcomes(Stats stats) {
        String each = stats.outcomes().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().wire())
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? "" : ": " + each;
    }

    private static String provenance(Group all) {
        long sent = all.calls() - all.cached();
        String counts = sent == 0 ? "none went out" : percent(all.reported(), sent) + " of the counts reported";
        return counts + (all.cached() == 0 ? "" : ", " + all.cached() + " from the cache");
    }

    private static String routes(Stats stats) {
        long routed =
                stats.routes().values().stream().mapToLong(Long::longValue).sum();
        if (routed == 0) {
            return "no turn was routed";
        }
        String each = stats.routes().entrySet().stream()
                .map(e -> percent(e.getValue(), routed) + " by " + name(e.getKey()))
                .collect(Collectors.joining(", "));
        long failed = stats.modelNotBelieved();
        return "routes " + each + (failed == 0 ? "" : "; " + failed + " fell back from the model to the rules");
    }

    private static String name(Routing.Source source) {
        return switch (source) {
            case CACHE -> "the cache";
            case MODEL -> "a model";
            case RULES -> "rules";
            case OFF -> "nobody";
        };
    }

    private static List<String> table(List<Group> groups, String by) {
        List<String> lines = new ArrayList<>();
        int width = groups.stream()
                .mapToInt(g -> Width.of(g.name()))
                .map(w -> Math.min(w, LONGEST_NAME))
                .max()
                .orElse(0);
        width = Math.max(width, by.length());
        lines.add(padded(by, width)
                + "   calls  failed  fell back   first token p50/p95         total p50/p95  tokens, cost");
        for (Group g : groups) {
            lines.add(padded(g.name(), width)
                    + String.format(
                            Locale.ROOT,
                            "  %6d  %6s  %9s  %20s  %20s  %s, %s",
                            g.calls(),
                            share(g.failed(), g.calls()),
                            share(g.fellBack(), g.calls()),
                            Figures.seconds(g.firstTokenMs(MEDIAN)) + " / " + Figures.seconds(g.firstTokenMs(MOST)),
                            Figures.seconds(g.totalMs(MEDIAN)) + " / " + Figures.seconds(g.totalMs(MOST)),
                            Figures.tokens(g.usage()),
                            Figures.money(g.cost())));
        }
        return lines;
    }

    private static List<String> list(List<Group> groups) {
        List<String> lines = new ArrayList<>();
        for (Group g : groups) {
            lines.add(g.name());
            lines.add("  " + number(g.calls(), "call") + " · " + share(g.failed(), g.calls()) + " failed · "
                    + share(g.fellBack(), g.calls()) + " fell back · " + Figures.tokens(g.usage()) + " · "
                    + Figures.money(g.cost()));
            lines.add("  first token p50 " + Figures.seconds(g.firstTokenMs(MEDIAN)) + ", p95 "
                    + Figures.seconds(g.firstTokenMs(MOST)) + " · total p50 " + Figures.seconds(g.totalMs(MEDIAN))
                    + ", p95 " + Figures.seconds(g.totalMs(MOST)));
        }
        return lines;
    }

    private static String padded(String name, int width) {
        String shown = name;
        while (Width.of(shown) > width) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), shown.endsWith("…") ? -2 : -1)) + "…";
        }
        return shown + " ".repeat(width - Width.of(shown));
    }

    private static void turns(String title, List<Stats.Turn> turns, List<String> lines) {
        if (turns.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        for (Stats.Turn turn : turns) {
            Event.Closed end = turn.end();
            lines.add("  " + Ulid.shortened(turn.timeline())
                    + String.format(
                            Locale.ROOT,
                            "  turn %-3d  %7s  %9s  ",
                            turn.number(),
                            Figures.seconds(end.durationMs()),
                            Figures.money(end.cost()))
                    + firstLine(turn.prompt()));
        }
    }

    private static String firstLine(String prompt) {
        String line = prompt.strip().lines().findFirst().orElse("");
        return padded(line, Math.min(Width.of(line), PROMPT_COLUMNS));
    }

    private static String share(long part, long whole) {
        return part == 0 ? "0" : percent(part, whole);
    }

    /** Never rounded to all or nothing where it is not. */
    private static String percent(long part, long whole) {
        double share = 100.0 * part / whole;
        if (share > 0 && share < 1) {
            return "<1 %";
        }
        return (part < whole ? Math.min(99, Math.round(share)) : 100) + " %";
    }

    private static String number(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }
}
