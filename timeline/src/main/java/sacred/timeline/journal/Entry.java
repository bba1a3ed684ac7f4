package sacred.timeline.journal;

import sacred.timeline.Event;

/** One line of a timeline file after the header, as it was read. Lines count from 1; the header is line 1. */
public sealed interface Entry {

    int line();

    /** A record that this version understands. */
    record Durable(int line, long seq, Event.Durable event) implements Entry {}

    /**
     * An intact record of a type or kind that this version does not know. It is kept and skipped.
     *
     * @param kind the type, kind or value that is not known
     */
    record Foreign(int line, String kind) implements Entry {}

    /**
     * A line that is no intact record. It is kept, shown as damaged, and hides nothing.
     *
     * @param reason for people, without the line number
     */
    record Damaged(int line, String reason) implements Entry {}
}
