package sacred.app.view;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import sacred.app.find.Hit;
import sacred.timeline.journal.Ulid;

/** Where something was found, in front of what was: the end of the timeline's id, when, the turn, what kind of block. */
public final class HitList {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private HitList() {}

    public static String head(Hit hit, ZoneId zone) {
        return Ulid.shortened(hit.timeline()) + "  "
                + MINUTE.format(hit.head().at().atZone(zone))
                + String.format(Locale.ROOT, "  turn %-3d %-6s", hit.head().turn(), hit.kind());
    }
}
