package sacred.cognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Sequence;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * How the last turns of a timeline were routed: who decided, and whether the route model does what it is there for. Read
 * from the blocks alone, so a timeline that is opened again says the same. A route model that fails every time costs time and
 * money at every prompt and nobody would notice: that is what the alarm is for. A value.
 *
 * @param routes the newest last
 */
public record RouteHealth(List<Route> routes) {

    /** Of a timeline without turns. */
    public static final RouteHealth UNKNOWN = new RouteHealth(List.of());

    private static final int LOOKED_AT = 100;
    private static final int IN_A_ROW = 5;
    private static final int ENOUGH_ASKED = 10;

    private static final String FAILED = " could not route (";
    private static final Pattern REASON = Pattern.compile("(\\S+)" + Pattern.quote(FAILED) + ".*", Pattern.DOTALL);

    /**
     * One of them.
     *
     * @param asked the route model whose turn it was; empty where nobody was asked or the answer was known
     * @param failed whether it did not route, so that the rules did
     */
    public record Route(Routing.Source source, Optional<ModelRef> asked, boolean failed) {}

    public RouteHealth {
        routes = List.copyOf(routes.subList(Math.max(0, routes.size() - LOOKED_AT), routes.size()));
    }

    public static RouteHealth of(Timeline timeline) {
        Sequence<Block> blocks = timeline.blocks();
        List<Route> newestFirst = new ArrayList<>();
        OptionalInt at = blocks.lastBefore(blocks.size(), Kind.ROUTE);
        while (at.isPresent() && newestFirst.size() < LOOKED_AT) {
            if (blocks.get(at.getAsInt()) instanceof Block.Route route) {
                newestFirst.add(route(
                        route.routing(),
                        route.calls().stream()
                                .filter(call -> call.role().equals(Stage.ROUTE.wire()))
                                .map(call -> call.model())
                                .findFirst()));
            }
            at = blocks.lastBefore(at.getAsInt(), Kind.ROUTE);
        }
        return new RouteHealth(newestFirst.reversed());
    }

    /** Why the rules decided although a model was to: it is read again from the block. */
    static String failure(ModelRef model, String why) {
        return model + FAILED + why + ")";
    }

    private static Route route(Routing routing, Optional<ModelRef> called) {
        Matcher reason = REASON.matcher(routing.reason());
        return switch (routing.source()) {
            case RULES ->
                reason.matches()
                        ? new Route(routing.source(), Optional.of(named(reason.group(1))), true)
                        : new Route(routing.source(), Optional.empty(), false);
            case MODEL -> new Route(routing.source(), called, false);
            default -> new Route(routing.source(), Optional.empty(), false);
        };
    }

    /** A model as a reason names it: one without a provider in front is a logical one. */
    private static ModelRef named(String shown) {
        boolean logical = shown.startsWith(ModelRef.COMPOSITE + "/") || !shown.contains(":");
        return logical ? ModelRef.logical(shown) : ModelRef.parse(shown);
    }

    /** With one more, which the model was asked for, if anybody was. */
    RouteHealth and(Routing routing, ModelRef model) {
        List<Route> more = new ArrayList<>(routes);
        more.add(route(routing, Optional.of(model)));
        return new RouteHealth(more);
    }

    /** How many of the last hundred each of them routed, the newest first. */
    public Map<String, Integer> shares() {
        Map<String, Integer> shares = new LinkedHashMap<>();
        routes.reversed().forEach(route -> shares.merge(route.source().wire(), 1, Integer::sum));
        return shares;
    }

    /** In how many of them a model was to route and did not. */
    public int fellBack() {
        return (int) routes.stream().filter(Route::failed).count();
    }

    /**
     * A sentence when the model that was asked last fails persistently: the last five times, or more than half of at least ten
     * times. What another model did before does not count.
     */
    public Optional<String> alarm() {
        Optional<ModelRef> last =
                routes.reversed().stream().flatMap(r -> r.asked().stream()).findFirst();
        List<Route> asked = routes.stream()
                .filter(route -> last.isPresent() && route.asked().equals(last))
                .toList();
        int failed = (int) asked.stream().filter(Route::failed).count();
        List<Route> newest = asked.subList(Math.max(0, asked.size() - IN_A_ROW), asked.size());
        boolean inARow = newest.size() == IN_A_ROW && newest.stream().allMatch(Route::failed);
        boolean mostly = asked.size() >= ENOUGH_ASKED && 2 * failed > asked.size();
        return inARow || mostly
                ? Optional.of("The route model " + last.orElseThrow() + " failed "
                        + (inARow ? "the last " + IN_A_ROW + " times" : failed + " of " + asked.size() + " times")
                        + " it was to route, so the rules did. /route rules stops asking it;"
                        + " routing_strategy.query_routing names another.")
                : Optional.empty();
    }
}
