package sacred.cognition.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Through which every request of this process goes, whoever makes it: one gate a provider, one breaker a model. Any thread. */
public final class Scheduler {

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Breakers breakers;
    private final LongSupplier nanos;
    private final Pause pause;

    /**
     * Providers that are one machine, and share what it can do.
     *
     * @param providers by name
     */
    public record Line(List<String> providers, Limits limits) {}

    public Scheduler(List<Line> lines, LongSupplier nanos, Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
        this.breakers = new Breakers(nanos);
        for (Line line : lines) {
            Gate gate = new Gate(String.join(" and ", line.providers()), line.limits(), nanos, pause);
            line.providers().forEach(name -> gates.put(name, gate));
        }
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
