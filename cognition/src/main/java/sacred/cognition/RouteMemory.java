package sacred.cognition;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;

/**
 * What the route model decided lately in this process, so that it is not asked the same again. Only valid decisions are in it:
 * who failed is asked again. Nothing of a conversation is part of a decision, because the route model is told nothing of it.
 * Any thread; never blocks for long.
 */
public final class RouteMemory {

    /** Of more the oldest go. */
    static final int MOST = 200;

    /**
     * What a decision depends on.
     *
     * @param request what the user wrote, without differences that mean nothing
     * @param instructions all that the model is told beside it: another version of the prompt or other tools are another question
     */
    record Key(String request, ModelRef model, String instructions) {
        Key {
            request = Normalizer.normalize(request, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        }
    }

    private record Kept(Instant at, Routing routing) {}

    private final Map<Key, Kept> decisions;
    private final Duration timeToLive;
    private final InstantSource clock;
    private final boolean gives;
    private final TrackRecord rules;

    /** @param timeToLive zero for a memory that keeps nothing */
    public RouteMemory(Duration timeToLive, InstantSource clock) {
        this(new LinkedHashMap<>(), timeToLive, clock, true, new TrackRecord());
    }

    private RouteMemory(
            Map<Key, Kept> decisions, Duration timeToLive, InstantSource clock, boolean gives, TrackRecord rules) {
        this.rules = rules;
        this.decisions = decisions;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.gives = gives;
    }

    /** Keeps, but gives nothing: for a user who wants another answer. */
    RouteMemory afresh() {
        return new RouteMemory(decisions, timeToLive, clock, false, rules);
    }

    /** How the rules did beside the route model. */
    TrackRecord rules() {
        return rules;
    }

    /** The decision of an earlier turn, which says of when it is. */
    Optional<Routing> find(Key key) {
        synchronized (decisions) {
            Kept kept = decisions.get(key);
            if (!gives || kept == null || !isFresh(kept)) {
                return Optional.empty();
            }
            return Optional.of(kept.routing().decidedBefore(kept.at()));
        }
    }

    /** In the place of an earlier decision. */
    void keep(Key key, Routing routing) {
        if (timeToLive.isZero()) {
            return;
        }
        synchronized (decisions) {
            decisions.remove(key);
            decisions.put(key, new Kept(clock.instant(), routing));
            if (decisions.size() > MOST) {
                decisions.remove(decisions.keySet().iterator().next());
            }
        }
    }

    /** A clock that was set back makes nothing younger. */
    private boolean isFresh(Kept kept) {
        Duration age = Duration.between(kept.at(), clock.instant());
        return !age.isNegative() && age.compareTo(timeToLive) < 0;
    }
}
