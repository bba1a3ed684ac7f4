package sacred.app.stats;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import sacred.app.panel.Panel;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.Timeline;

/** What timelines say in numbers. Takes them one by one and keeps the ids of their blocks alone. Not thread-safe. */
public final class Stats {

    /** How many of the slowest and of the dearest turns are kept. */
    private static final int EXTREMES = 5;

    /** By what calls are put together. */
    public enum By {
        MODEL,
        PROVIDER,
        STAGE,
        DAY,
        /** In the place of which logical model. */
        LOGICAL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<By> of(String word) {
            return Arrays.stream(values()).filter(by -> by.wire().equals(word)).findFirst();
        }
    }

    /**
     * A turn worth a look.
     *
     * @param timeline the id of its timeline
     */
    public record Turn(String timeline, int number, String prompt, Event.Closed end) {}

    private final ZoneId zone;
    private final Optional<Instant> since;
    private final Map<By, Map<String, Group>> groups = new EnumMap<>(By.class);
    private final Set<String> seen = new HashSet<>();
    private final Group all = new Group("all");
    private final Map<Event.Outcome, Long> outcomes = new EnumMap<>(Event.Outcome.class);
    private final Map<Routing.Source, Long> routes = new EnumMap<>(Routing.Source.class);
    private final List<Turn> slowest = new ArrayList<>();
    private final List<Turn> dearest = new ArrayList<>();
    private long timelines;
    private long modelNotBelieved;
    private long copiedTurns;

    /**
     * @param zone of the days
     * @param since earlier turns do not count
     */
    public Stats(ZoneId zone, Optional<Instant> since) {
        this.zone = zone;
        this.since = since;
        for (By by : By.values()) {
            groups.put(by, by == By.DAY ? new TreeMap<>() : new LinkedHashMap<>());
        }
    }

    /**
     * Forks, imports and repaired files have the blocks of another timeline under the same ids: they count where they are met
     * first.
     *
     * @param id of the timeline
     */
    public void add(String id, Timeline timeline) {
        timelines++;
        Map<Integer, String> prompts = new HashMap<>();
        Set<Integer> copies = new HashSet<>();
        for (Block block : timeline.blocks()) {
            boolean first = block.head().id().isEmpty() || seen.add(block.head().id());
            if (block instanceof Block.Input input && !input.command()) {
                prompts.putIfAbsent(input.head().turn(), input.text());
                if (!first) {
                    copies.add(input.head().turn());
                }
            }
            if (first && counts(block)) {
                add(block);
            }
        }
        for (Event.Closed end : timeline.closings()) {
            // without an id it stands for one that cannot be read: how that turn ended, nobody knows
            if (!end.id().isEmpty() && prompts.containsKey(end.turn()) && recent(end.at())) {
                if (copies.contains(end.turn())) {
                    copiedTurns++;
                } else {
                    add(new Turn(id, end.turn(), prompts.get(end.turn()), end));
                }
            }
        }
    }

    private void add(Turn turn) {
        outcomes.merge(turn.end().outcome(), 1L, Long::sum);
        if (turn.end().durationMs().isPresent()) {
            keep(slowest, turn, Comparator.comparing(t -> t.end().durationMs().getAsLong()));
        }
        if (turn.end().cost().usd().filter(usd -> usd.signum() > 0).isPresent()) {
            keep(dearest, turn, Comparator.comparing(t -> t.end().cost().usd().get()));
        }
    }

    private static void keep(List<Turn> extremes, Turn turn, Comparator<Turn> by) {
        extremes.add(turn);
        extremes.sort(by.reversed());
        if (extremes.size() > EXTREMES) {
            extremes.removeLast();
        }
    }

    private void add(Block block) {
        if (block instanceof Block.Route route) {
            routes.merge(route.routing().source(), 1L, Long::sum);
            boolean asked = !route.calls().isEmpty();
            modelNotBelieved += asked && route.routing().source() == Routing.Source.RULES ? 1 : 0;
        }
        List<Call> calls = block.calls().stream().filter(Call::isRequest).toList();
        for (Call call : calls) {
            boolean first = wasReplaced(call, calls);
            all.add(call, first);
            group(By.MODEL, call.model().toString()).add(call, first);
            group(By.PROVIDER, call.model().provider()).add(call, first);
            group(By.STAGE, call.role()).add(call, first);
            group(By.DAY, block.head().at().atZone(zone).toLocalDate().toString())
                    .add(call, first);
            block.head()
                    .logicalModel()
                    .ifPresent(name -> group(By.LOGICAL, name).add(call, first));
        }
    }

    /** Whether it was the first one of its stage and another model answered; the members of a logical model replace nobody. */
    private static boolean wasReplaced(Call call, List<Call> calls) {
        List<Call> stage =
                calls.stream().filter(c -> c.role().equals(call.role())).toList();
        return !Panel.isOfStrategy(call.role())
                && stage.getFirst() == call
                && !stage.getLast().model().equals(call.model());
    }

    private Group group(By by, String name) {
        return groups.get(by).computeIfAbsent(name, Group::new);
    }

    private boolean counts(Block block) {
        return recent(block.head().at());
    }

    private boolean recent(Instant at) {
        return since.isEmpty() || !at.isBefore(since.get());
    }

    public long timelines() {
        return timelines;
    }

    /** How the turns ended; one that did not end is in none. */
    public Map<Event.Outcome, Long> outcomes() {
        return outcomes;
    }

    /** How many turns of these timelines are copies of turns that count already. */
    public long copiedTurns() {
        return copiedTurns;
    }

    public long turns() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Who routed. */
    public Map<Routing.Source, Long> routes() {
        return routes;
    }

    /** How often the route model was asked and the rules decided all the same. */
    public long modelNotBelieved() {
        return modelNotBelieved;
    }

    public Group all() {
        return all;
    }

    /** The days in their order, everything else by the number of calls. */
    public List<Group> by(By by) {
        Collection<Group> found = groups.get(by).values();
        return by == By.DAY
                ? List.copyOf(found)
                : found.stream()
                        .sorted(Comparator.comparingLong(Group::calls).reversed())
                        .toList();
    }

    /** The slowest first. */
    public List<Turn> slowest() {
        return List.copyOf(slowest);
    }

    /** The dearest first, as far as the cost is known. */
    public List<Turn> dearest() {
        return List.copyOf(dearest);
    }
}
