package sacred.cognition;

import java.io.IOException;
import java.util.Optional;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.cache.KeptAnswer;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;

/**
 * What a turn remembers of earlier ones: the answers that were given to the very same requests. Any thread; blocks for the
 * time of a file.
 */
public interface Recall {

    /** Remembers nothing and keeps nothing. */
    Recall NOTHING = new Recall() {
        @Override
        public Optional<KeptAnswer> find(ModelRef model, Prompt prompt, int sample) {
            return Optional.empty();
        }

        @Override
        public void keep(ModelRef model, Prompt prompt, int sample, Reply reply, Cost cost) {}

        @Override
        public void forget(ModelRef model, Prompt prompt, int sample) {}
    };

    /** @param sample from 0, for a question that is asked several times on purpose */
    Optional<KeptAnswer> find(ModelRef model, Prompt prompt, int sample);

    /** Keeps an answer that is complete, in the place of an earlier one; any other is not kept. */
    void keep(ModelRef model, Prompt prompt, int sample, Reply reply, Cost cost) throws IOException;

    /** What was kept turned out to be useless. */
    void forget(ModelRef model, Prompt prompt, int sample);

    /** What a call that went out says of the cache. */
    default String whenAsked() {
        return Call.MISS;
    }

    /** Finds nothing, but keeps: for a user who wants another answer. */
    default Recall afresh() {
        return this == NOTHING ? this : new Afresh(this);
    }

    /** Looks away. */
    record Afresh(Recall kept) implements Recall {
        @Override
        public Optional<KeptAnswer> find(ModelRef model, Prompt prompt, int sample) {
            return Optional.empty();
        }

        @Override
        public void keep(ModelRef model, Prompt prompt, int sample, Reply reply, Cost cost) throws IOException {
            kept.keep(model, prompt, sample, reply, cost);
        }

        @Override
        public void forget(ModelRef model, Prompt prompt, int sample) {
            kept.forget(model, prompt, sample);
        }

        @Override
        public String whenAsked() {
            return Call.BYPASS;
        }
    }
}
