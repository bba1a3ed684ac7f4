package sacred.timeline.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The first record of a timeline file.
 *
 * @param id a ULID
 * @param createdAt UTC, in milliseconds
 * @param app the version that created it
 * @param format this program writes {@link #FORMAT}; a higher one is only read
 * @param parent what it was forked from; its records up to there were copied, so that the file is whole by itself
 * @param repaired what a repair could not keep; empty when it is not the work of a repair
 */
public record Header(
        String id, Instant createdAt, String app, int format, Optional<Parent> parent, Optional<Repaired> repaired) {

    /**
     * Where a fork began.
     *
     * @param id of the timeline
     * @param turn the last one that was taken along; 0 for none
     */
    public record Parent(String id, int turn) {}

    /**
     * What is missing.
     *
     * @param incompleteTurns which turns have lost something, ascending; none when only other records are gone
     */
    public record Repaired(List<Integer> incompleteTurns) {
        public Repaired {
            incompleteTurns = List.copyOf(incompleteTurns);
        }
    }

    public static final int FORMAT = 1;

    public Header {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Of a timeline that was not repaired. */
    public Header(String id, Instant createdAt, String app, int format, Optional<Parent> parent) {
        this(id, createdAt, app, format, parent, Optional.empty());
    }

    /**
     * Of a conversation that was had elsewhere: the same each time, so that it is not taken in twice.
     *
     * @param origin what that conversation is called by whom it was had with
     */
    public static Header imported(String app, Instant begun, String origin) {
        return new Header(Ulid.of(begun, origin), begun, app, FORMAT, Optional.empty());
    }

    /** Of a timeline that comes back from an export: a new one, which lacks what that one lacked. */
    public static Header imported(String app, Instant now, Optional<Repaired> repaired) {
        return new Header(Ulid.next(now), now, app, FORMAT, Optional.empty(), repaired);
    }

    static Header of(String app, Instant now) {
        return new Header(Ulid.next(now), now, app, FORMAT, Optional.empty());
    }

    /** A fork is copied piece by piece: what to tell where that was broken off, given the last turn that there is. */
    Optional<String> cutShort(int lastTurn) {
        return parent.filter(origin -> origin.turn() > lastTurn)
                .map(origin -> "It was forked from " + origin.id() + " with the turns up to " + origin.turn()
                        + ", and has them up to " + lastTurn
                        + " only: copying was broken off. The other timeline is unharmed; fork it again.");
    }

    Header forkedFrom(Parent origin) {
        return new Header(id, createdAt, app, format, Optional.of(origin), repaired);
    }

    Header repairedWithout(List<Integer> turns) {
        return new Header(id, createdAt, app, format, parent, Optional.of(new Repaired(turns)));
    }

    /** The name of the file of a timeline: when it was created and the end of its id. */
    String fileName() {
        String at = Encoder.instant(createdAt).substring(0, 19);
        return at.replace("-", "").replace(":", "").replace('T', '-') + "-" + Ulid.shortened(id) + ".jsonl";
    }
}
