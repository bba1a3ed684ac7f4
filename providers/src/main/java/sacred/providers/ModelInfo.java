package sacred.providers;

import java.util.List;
import java.util.OptionalLong;

/**
 * A model that a provider lists.
 *
 * @param sizeBytes on disk, where the API tells
 * @param windowTokens how much it can read, in tokens, where the API tells
 * @param capabilities of {@code tools}, {@code vision} and {@code thinking} those that the API tells of; one that is
 *     missing may only not have been told
 */
public record ModelInfo(String name, OptionalLong sizeBytes, OptionalLong windowTokens, List<String> capabilities) {

    public ModelInfo {
        capabilities = List.copyOf(capabilities);
    }

    /** A model of which nothing but the name is known. */
    public static ModelInfo named(String name) {
        return new ModelInfo(name, OptionalLong.empty(), OptionalLong.empty(), List.of());
    }
}
