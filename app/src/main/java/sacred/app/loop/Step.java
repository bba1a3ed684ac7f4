package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;

/** What comes of a message: the next state, and what is to be done. */
record Step(State state, List<Effect> effects) {

    Step {
        effects = List.copyOf(effects);
    }

    static Step of(State state, Effect... effects) {
        return new Step(state, List.of(effects));
    }

    Step and(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new Step(state, more);
    }
}
