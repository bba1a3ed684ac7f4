package sacred.providers.builtin;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Time zones by the names people use: an IANA name, an offset, or the city that an IANA name ends with. */
public final class Zones {

    private Zones() {}

    /** The zone of {@code Asia/Tokyo}, {@code UTC+2} or {@code new york}; empty when no zone bears the name. */
    public static Optional<ZoneId> find(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        // Names of two parts first: America/Louisville before its alias America/Kentucky/Louisville.
        Optional<ZoneId> listed = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> matches(id.toLowerCase(Locale.ROOT), wanted))
                .min(Comparator.<String>comparingInt(id -> id.split("/").length)
                        .thenComparing(Comparator.naturalOrder()))
                .map(ZoneId::of);
        return listed.or(() -> offset(name.strip().toUpperCase(Locale.ROOT)));
    }

    private static boolean matches(String id, String wanted) {
        return id.equals(wanted) || (id.endsWith("/" + wanted) && !id.startsWith("etc/"));
    }

    private static Optional<ZoneId> offset(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
