package sacred.timeline;

import java.util.Objects;

/** A model as the user names it: {@code provider:model}. Model names may contain colons and slashes themselves. */
public record ModelRef(String provider, String model) {

    public ModelRef {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(model);
    }

    /**
     * Reads {@code provider:model}, split at the first colon.
     *
     * @throws IllegalArgumentException when one of the two parts is missing; the message is for the user
     */
    public static ModelRef parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            throw new IllegalArgumentException("\"" + text + "\" is not a model: write provider:model");
        }
        return new ModelRef(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return provider + ":" + model;
    }
}
