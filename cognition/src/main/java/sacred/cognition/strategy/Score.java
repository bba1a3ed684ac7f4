package sacred.cognition.strategy;

import java.util.Optional;
import java.util.OptionalDouble;

/** What a critic gives a text, in 0..1: the last complete element of that name outside of its thinking. */
final class Score {

    private Score() {}

    static OptionalDouble in(String critique) {
        Optional<String> written = Tags.last(Tags.outsideThinking(critique), "score");
        return written.map(text -> Confidence.parse(text).value()).orElse(OptionalDouble.empty());
    }
}
