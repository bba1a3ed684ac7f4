package sacred.providers;

import java.util.OptionalLong;

/**
 * A model that a provider lists.
 *
 * @param sizeBytes on disk, where the API tells
 */
public record ModelInfo(String name, OptionalLong sizeBytes) {}
