package sacred.timeline;

import java.util.Objects;

/**
 * A model as the user names it: {@code provider:model}, or the name of a logical model, which is made of others. Model names may
 * contain colons and slashes themselves.
 *
 * @param provider {@link #COMPOSITE} for a logical model
 */
public record ModelRef(String provider, String model) {

    /** What no provider can be called: behind it stand logical models. */
    public static final String COMPOSITE = "composite";

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

    /** @param name as the user writes it, {@code panel} or {@code composite/think/provider:model} */
    public static ModelRef logical(String name) {
        return new ModelRef(COMPOSITE, name);
    }

    /** Whether it is made of others, which are asked in its place. */
    public boolean isLogical() {
        return provider.equals(COMPOSITE);
    }

    @Override
    public String toString() {
        return isLogical() ? model : provider + ":" + model;
    }
}
