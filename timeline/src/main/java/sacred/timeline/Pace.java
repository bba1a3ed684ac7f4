package sacred.timeline;

/**
 * One arrival of text, so that replay can keep the rhythm.
 *
 * @param atMs since the block began, or the call of which it is
 * @param characters how many Unicode code points arrived
 */
public record Pace(long atMs, int characters) {}
