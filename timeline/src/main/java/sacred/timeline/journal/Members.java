package sacred.timeline.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The members of an object of a record, asked for by name and kind. A member that is null counts as absent. */
record Members(Json.Obj object) {

    Optional<Json> get(String name) {
        return Optional.ofNullable(object.members().get(name)).filter(value -> !(value instanceof Json.Null));
    }

    Optional<String> optionalText(String name) throws Unreadable {
        Optional<Json> value = get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Json.Str s) {
            return Optional.of(s.value());
        }
        throw new Unreadable("its member \"" + name + "\" is not a text");
    }

    String text(String name) throws Unreadable {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    OptionalLong optionalInteger(String name) throws Unreadable {
        Optional<Json> value = get(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            if (value.get() instanceof Json.Num n) {
                return OptionalLong.of(Long.parseLong(n.digits()));
            }
        } catch (NumberFormatException e) {
            throw new Unreadable("its member \"" + name + "\" is not a whole number");
        }
        throw new Unreadable("its member \"" + name + "\" is not a number");
    }

    long integer(String name) throws Unreadable {
        return optionalInteger(name).orElseThrow(() -> missing(name));
    }

    int small(String name) throws Unreadable {
        long value = integer(name);
        if (value != (int) value) {
            throw new Unreadable("its member \"" + name + "\" is out of range");
        }
        return (int) value;
    }

    OptionalInt optionalSmall(String name) throws Unreadable {
        return get(name).isPresent() ? OptionalInt.of(small(name)) : OptionalInt.empty();
    }

    OptionalDouble optionalDecimal(String name) throws Unreadable {
        Optional<Json> value = get(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value.get() instanceof Json.Num n) {
            return OptionalDouble.of(Double.parseDouble(n.digits()));
        }
        throw new Unreadable("its member \"" + name + "\" is not a number");
    }

    boolean flag(String name, boolean absent) throws Unreadable {
        Optional<Json> value = get(name);
        if (value.isEmpty()) {
            return absent;
        }
        if (value.get() instanceof Json.Bool b) {
            return b.value();
        }
        throw new Unreadable("its member \"" + name + "\" is not true or false");
    }

    /** The items of an array; none when it is absent. */
    List<Json> items(String name) throws Unreadable {
        Optional<Json> value = get(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Json.Arr a) {
            return a.items();
        }
        throw new Unreadable("its member \"" + name + "\" is not a list");
    }

    /** The items of an array of texts; none when it is absent. */
    List<String> texts(String name) throws Unreadable {
        List<String> texts = new ArrayList<>();
        for (Json item : items(name)) {
            if (!(item instanceof Json.Str s)) {
                throw new Unreadable("its member \"" + name + "\" is not a list of texts");
            }
            texts.add(s.value());
        }
        return texts;
    }

    Members members(String name) throws Unreadable {
        return of(get(name).orElseThrow(() -> missing(name)), name);
    }

    static Members of(Json value, String name) throws Unreadable {
        if (value instanceof Json.Obj o) {
            return new Members(o);
        }
        throw new Unreadable("its member \"" + name + "\" is not an object");
    }

    private static Unreadable missing(String name) {
        return new Unreadable("its member \"" + name + "\" is missing");
    }
}
