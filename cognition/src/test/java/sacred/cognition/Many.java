package sacred.cognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Strategies;
import sacred.providers.Model;
import sacred.providers.ProviderException;
import sacred.providers.RetryPolicy;
import sacred.providers.Windows;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** Models that may be asked at the same time: each always makes the same move. */
final class Many implements Models {
    final Map<ModelRef, Scripted.Move> moves = new ConcurrentHashMap<>();
    final Map<ModelRef, LogicalModel> logical = new HashMap<>();
    RetryPolicy patience = new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1));
    Windows windows = Windows.NONE;
    final List<ModelRef> asked = Collections.synchronizedList(new ArrayList<>());

    Many says(String ref, Scripted.Move move) {
        moves.put(ModelRef.parse(ref), move);
        return this;
    }

    void define(String name, String strategy, Options options, Map<String, String> roles, LogicalModel.Seat... seats) {
        Map<String, ModelRef> refs = new HashMap<>();
        roles.forEach((role, ref) -> refs.put(role, ModelRef.parse(ref)));
        logical.put(
                ModelRef.logical(name),
                new LogicalModel(name, Strategies.find(strategy).orElseThrow(), List.of(seats), refs, options));
    }

    @Override
    public Model model(ModelRef ref) throws ProviderException {
        Scripted.Move move = moves.get(ref);
        if (move == null) {
            throw new ProviderException("no " + ref, ProviderException.Details.of(ErrorKind.CONFIG, false));
        }
        return (prompt, onChunk) -> {
            asked.add(ref);
            return move.make(prompt, onChunk);
        };
    }

    @Override
    public Optional<LogicalModel> logical(ModelRef ref) {
        return Optional.ofNullable(logical.get(ref));
    }

    @Override
    public List<String> logicalNames() {
        return logical.keySet().stream().map(ModelRef::model).sorted().toList();
    }

    @Override
    public RetryPolicy retry(String provider) {
        return patience;
    }

    @Override
    public Windows windows() {
        return windows;
    }
}
