package sacred.providers;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of what a model can do. Empty is unknown, and decides nothing.
 *
 * @param windowTokens how much it reads and writes in one request, as we ask it; at least 1
 * @param tools whether it can call tools
 * @param source where the window is from, for people: {@code windows in the configuration}; empty without one
 */
public record ModelFacts(OptionalLong windowTokens, Optional<Boolean> tools, String source) {

    public static final ModelFacts UNKNOWN = new ModelFacts(OptionalLong.empty(), Optional.empty(), "");

    public ModelFacts {
        Objects.requireNonNull(tools);
        windowTokens = windowTokens.isPresent() && windowTokens.getAsLong() < 1 ? OptionalLong.empty() : windowTokens;
        source = windowTokens.isPresent() ? source : "";
    }
}
