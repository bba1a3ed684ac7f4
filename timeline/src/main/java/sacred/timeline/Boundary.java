package sacred.timeline;

import java.util.Objects;

/**
 * How far two domains of a route mix.
 *
 * @param between the names of the two, such as {@code CD-SD}
 * @param permeability 0..1
 * @param status what the permeability amounts to
 */
public record Boundary(String between, double permeability, Status status) {

    /** What a permeability amounts to, by two thresholds. */
    public enum Status {
        /** Below 0.6: the domains stay apart. */
        MAINTAINED("Maintained"),
        /** From 0.6 to 0.8, both included. */
        TRANSITIONAL("Transitional"),
        /** Above 0.8: the domains are one. */
        TRANSCENDENT("Transcendent");

        private final String wire;

        Status(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public static Status of(double permeability) {
            if (permeability < 0.6) {
                return MAINTAINED;
            }
            return permeability <= 0.8 ? TRANSITIONAL : TRANSCENDENT;
        }
    }

    public Boundary {
        Objects.requireNonNull(between);
        Objects.requireNonNull(status);
    }

    /** A boundary whose status follows from its permeability. */
    public Boundary(String between, double permeability) {
        this(between, permeability, Status.of(permeability));
    }
}
