package sacred.timeline;

import java.util.OptionalLong;

/**
 * That the text of a block is a summary, told to models from then on in the place of the turns that it is of.
 *
 * @param from the first turn that it stands for
 * @param to the last one
 * @param prompt what the model was asked for it
 * @param savedTokens by how much the conversation became shorter, as an estimate; below 0 where it became longer, empty where
 *     nobody knows
 */
public record Compaction(int from, int to, String prompt, OptionalLong savedTokens) {

    /** {@code turns 1 to 7}. */
    public String turns() {
        return from == to ? "turn " + from : "turns " + from + " to " + to;
    }
}
