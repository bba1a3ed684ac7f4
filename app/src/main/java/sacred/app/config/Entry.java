package sacred.app.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A part of the file whose shape is right, with its path and its place for the checks that need to see more. */
sealed interface Entry {

    String path();

    Place place();

    /** Every text in it, at any depth. */
    default Stream<Text> allTexts() {
        return switch (this) {
            case Group g -> g.members.values().stream().flatMap(Entry::allTexts);
            case Items i -> i.items.stream().flatMap(Entry::allTexts);
            case Text t -> Stream.of(t);
            case Flag f -> Stream.empty();
            case Num n -> Stream.empty();
            case Frequency f -> Stream.empty();
            case Wrong w -> Stream.empty();
        };
    }

    /** What a mapping became. */
    record Group(String path, Place place, Map<String, Entry> members) implements Entry {

        boolean has(String name) {
            return members.containsKey(name);
        }

        /** An absent group is an empty one. */
        Group group(String name) {
            return members.get(name) instanceof Group g ? g : new Group(path + "." + name, place, Map.of());
        }

        Optional<Text> text(String name) {
            return members.get(name) instanceof Text t ? Optional.of(t) : Optional.empty();
        }

        List<Text> texts(String name) {
            return members.get(name) instanceof Items i
                    ? i.items.stream()
                            .filter(Text.class::isInstance)
                            .map(Text.class::cast)
                            .toList()
                    : List.of();
        }

        List<BigDecimal> numbers(String name) {
            return members.get(name) instanceof Items i
                    ? i.items.stream()
                            .filter(Num.class::isInstance)
                            .map(item -> ((Num) item).value)
                            .toList()
                    : List.of();
        }

        Optional<Boolean> flag(String name) {
            return members.get(name) instanceof Flag f ? Optional.of(f.value) : Optional.empty();
        }

        Optional<BigDecimal> number(String name) {
            return members.get(name) instanceof Num n ? Optional.of(n.value) : Optional.empty();
        }

        Optional<String> word(String name) {
            return text(name).map(Text::value);
        }
    }

    record Items(String path, Place place, List<Entry> items) implements Entry {}

    /**
     * @param value with its variables expanded; empty when one is unset
     * @param variable what the whole value came from
     * @param spelled what the file itself says of it, without what came from the environment
     * @param unset the variable that is missing
     */
    record Text(
            String path, Place place, String value, Optional<String> variable, String spelled, Optional<String> unset)
            implements Entry {

        @Override
        public String toString() {
            // the value may be a key
            return path + "@" + place;
        }
    }

    record Flag(String path, Place place, boolean value) implements Entry {}

    record Num(String path, Place place, BigDecimal value) implements Entry {}

    record Frequency(String path, Place place, Rate rate) implements Entry {}

    /** What did not fit and has been reported: it is there, so nobody has to miss it, but it has no value. */
    record Wrong(String path, Place place) implements Entry {}
}
