package sacred.providers.wire;

import java.time.Duration;

/** Who waits for an answer is told when nothing of it comes. Called on the thread that waits, once for each silence. */
@FunctionalInterface
public interface Quiet {

    /**
     * @param what the server has done, in words: the beginning of a sentence without its subject and its end
     * @param left until it is given up, as far as is known now
     */
    void silent(String what, Duration left);
}
