package sacred.app.session;

import java.io.IOException;
import sacred.cognition.Conversation;
import sacred.cognition.Turn;
import sacred.timeline.Event;

/** What a turn is asked to do. */
interface Asking {
    Event.Outcome of(Turn turn, Conversation before) throws IOException;
}
