package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sacred.timeline.ModelRef;

/**
 * A model that is a strategy over other models.
 *
 * @param name as the user calls it
 * @param members who are asked for answers, in the order in which they were written
 * @param roles who does something else, by the key of the configuration: {@code aggregator}, {@code arbiter}, {@code model},
 *     {@code answerer}, {@code critic}
 */
public record LogicalModel(
        String name, Strategy strategy, List<Seat> members, Map<String, ModelRef> roles, Options options) {

    /** A member, and how often it is asked. */
    public record Seat(ModelRef model, int count) {}

    public LogicalModel {
        members = List.copyOf(members);
        roles = Map.copyOf(roles);
    }

    /** The first of the roles that somebody has. */
    Optional<ModelRef> role(String... names) {
        return Stream.of(names).filter(roles::containsKey).map(roles::get).findFirst();
    }

    /** Who joins the answers of the others. */
    Optional<ModelRef> judge() {
        return role("aggregator", "arbiter");
    }

    /** Who does the work where one model does it. */
    Optional<ModelRef> single() {
        return role("model").or(() -> members.stream().findFirst().map(Seat::model));
    }

    /** Every instance of every member. */
    List<ModelRef> instances() {
        List<ModelRef> all = new ArrayList<>();
        members.forEach(seat -> {
            for (int i = 0; i < seat.count(); i++) {
                all.add(seat.model());
            }
        });
        return all;
    }

    /** Who is asked in any part. */
    public List<ModelRef> references() {
        return Stream.concat(members.stream().map(Seat::model), new TreeMap<>(roles).values().stream())
                .distinct()
                .toList();
    }
}
