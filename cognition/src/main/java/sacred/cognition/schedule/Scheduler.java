package sacred.cognition.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Through which every request of this process goes, whoever makes it: one gate a provider, one breaker a model. Any thread. */
public final class Scheduler {

    private final Map<Line, Gate> lines;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Breakers breakers;
    private final LongSupplier nanos;
    private final Pause pause;

    /**
     * Providers that are one machine, and share what it can do.
     *
     * @param providers by name
     */
    public record Line(List<String> providers, Limits limits) {
        public Line {
            providers = List.copyOf(providers);
        }
    }

    public Scheduler(List<Line> lines, LongSupplier nanos, Pause pause) {
        this(lines, Map.of(), new Breakers(nanos), nanos, pause);
    }

    /** @param open the gates that there are already */
    private Scheduler(List<Line> lines, Map<Line, Gate> open, Breakers breakers, LongSupplier nanos, Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
        this.breakers = breakers;
        this.lines = new HashMap<>();
        for (Line line : lines) {
            Gate gate = open.containsKey(line)
                    ? open.get(line)
                    : new Gate(String.join(" and ", line.providers()), line.limits(), nanos, pause);
            this.lines.put(line, gate);
            line.providers().forEach(name -> gates.put(name, gate));
        }
    }

    /**
     * The one for another configuration. A line that is the same goes on with who waits in it, its rate and its pauses; so
     * do the breakers, also for turns that still run by the configuration before.
     *
     * @param changed the providers of which nothing that was learnt holds any longer
     */
    public Scheduler with(List<Line> others, Set<String> changed) {
        breakers.forget(changed);
        return new Scheduler(others, lines, breakers, nanos, pause);
    }

    /** The way to a provider; one that was not named has the usual limits. */
    public Gate gate(String provider) {
        return gates.computeIfAbsent(provider, name -> new Gate(name, Limits.USUAL, nanos, pause));
    }

    public Breakers breakers() {
        return breakers;
    }

    /** Waits before a request is repeated. */
    public void pause(Duration wait) throws InterruptedException {
        pause.of(wait);
    }

    /** What a user should know of it now, one sentence each; empty when all is as usual. */
    public List<String> states() {
        Stream<String> ways = gates.values().stream()
                .distinct()
                .flatMap(gate -> gate.state().stream())
                .sorted();
        return Stream.concat(ways, breakers.states().stream()).toList();
    }
}
