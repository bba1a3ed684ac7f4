package sacred.providers;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says about one of its models when it is asked for that model alone.
 *
 * @param windowTokens the most that the model can read and write
 * @param setTokens how much it is made to, by whoever loaded or made it; a wish for another number loads it again
 * @param tools whether it can call tools
 * @param elsewhere the server passes requests on to another one, which has its own way
 */
public record Told(OptionalLong windowTokens, OptionalLong setTokens, Optional<Boolean> tools, boolean elsewhere) {

    public static final Told NOTHING = new Told(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), false);
}
