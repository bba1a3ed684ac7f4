package sacred.providers;

/**
 * What came of trying to reach a provider.
 *
 * @param message what was found, or why not; a sentence for the user
 */
public record Check(boolean ok, long latencyMillis, String message) {}
