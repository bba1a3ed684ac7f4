package sacred.cognition.strategy;

/**
 * What a strategy came to.
 *
 * @param summary how it came about, a clause for the block
 * @param finish why the last answer ended, as a reply says it; empty when that is not known
 */
public record Answer(String text, String summary, String finish) {}
