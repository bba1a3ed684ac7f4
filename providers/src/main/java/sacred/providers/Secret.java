package sacred.providers;

import java.util.Objects;

/** A provider's key. It shows itself to nobody but the code that puts it into a header. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The key itself: for a request header only. */
    public String reveal() {
        return value;
    }

    /** {@code text} with every occurrence of the key replaced. */
    public String redact(String text) {
        return value.length() < 4 ? text : text.replace(value, "[key]");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret s && s.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[key]";
    }
}
