package sacred.timeline.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The first record of a timeline file.
 *
 * @param id a ULID
 * @param createdAt UTC, in milliseconds
 * @param app the version that created it
 * @param format this program writes {@link #FORMAT}; a higher one is only read
 */
public record Header(String id, Instant createdAt, String app, int format) {

    public static final int FORMAT = 1;

    public Header {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    static Header of(String app, Instant now) {
        return new Header(Ulid.next(now), now, app, FORMAT);
    }

    /** The name of the file of a timeline: when it was created and the end of its id. */
    String fileName() {
        String at = Encoder.instant(createdAt).substring(0, 19);
        return at.replace("-", "").replace(":", "").replace('T', '-') + "-" + Ulid.shortened(id) + ".jsonl";
    }
}
