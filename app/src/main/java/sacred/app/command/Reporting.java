package sacred.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sacred.app.view.Figures;
import sacred.cognition.TurnSettings;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/** /status and /cost: what the timeline says about itself. */
final class Reporting {

    private static final int ROUTES_LOOKED_AT = 100;

    private Reporting() {}

    static void status(Desk desk, String argument) {
        TurnSettings s = desk.session().settings();
        desk.say("answers    " + s.format() + (s.tool().equals(s.format()) ? "" : ", tools by " + s.tool()));
        desk.say("routes     " + s.mode().name().toLowerCase(Locale.ROOT) + ", model " + s.route());
        desk.say("fallback   " + (s.fallback().isEmpty() ? "none" : s.fallback()));
        desk.say("timeline   "
                + desk.session().journal().file().map(Object::toString).orElse("not saved"));
        desk.say("config     "
                + desk.setup().config().file().map(Object::toString).orElse("none, the defaults are in force"));
        List<Routing.Source> sources = desk.session().timeline().blocks().reversed().stream()
                .filter(Block.Route.class::isInstance)
                .limit(ROUTES_LOOKED_AT)
                .map(b -> ((Block.Route) b).routing().source())
                .toList();
        String shares = sources.stream()
                .collect(Collectors.groupingBy(Routing.Source::wire, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " by " + e.getKey())
                .collect(Collectors.joining(", "));
        desk.say("last routes " + (shares.isEmpty() ? "none yet" : shares));
    }

    static void cost(Desk desk, String argument) {
        Map<String, List<Call>> byModel = desk.session().timeline().blocks().stream()
                .flatMap(b -> b.calls().stream())
                .collect(Collectors.groupingBy(c -> c.model().toString(), LinkedHashMap::new, Collectors.toList()));
        byModel.forEach((model, calls) -> desk.say(row(model, calls)));
        List<Call> all = byModel.values().stream().flatMap(List::stream).toList();
        desk.say(row("all of this timeline", all));
    }

    private static String row(String name, List<Call> calls) {
        Usage usage = Usage.sum(calls.stream().map(Call::usage).toList());
        Cost cost = Cost.sum(calls.stream().map(Call::cost).toList());
        return String.format(
                "  %-32s %3d calls  %s  %s", name, calls.size(), Figures.tokens(usage), Figures.money(cost));
    }
}
