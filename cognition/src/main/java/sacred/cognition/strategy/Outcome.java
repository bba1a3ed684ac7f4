package sacred.cognition.strategy;

import sacred.timeline.ErrorKind;

/** What became of a request to a member. */
public sealed interface Outcome {

    Request request();

    /**
     * It answered.
     *
     * @param thinking what it reasoned beside its answer; empty where it does not reason
     * @param finish why the answer ended, as a reply says it; empty when that is not known
     */
    record Answered(Request request, String text, String thinking, String finish) implements Outcome {}

    /**
     * It did not, or not in time. Nothing of it enters a prompt.
     *
     * @param why a sentence for the user
     */
    record Failed(Request request, String why, ErrorKind kind, boolean retryable) implements Outcome {}
}
