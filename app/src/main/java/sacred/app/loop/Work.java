package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is being done for the user, and what waits for it.
 *
 * @param running the line that was submitted and is not done
 * @param queue lines that are submitted one after the other once it is
 */
record Work(Optional<String> running, List<Line> queue) {

    static final Work NONE = new Work(Optional.empty(), List.of());

    Work {
        queue = List.copyOf(queue);
    }

    boolean busy() {
        return running.isPresent();
    }

    Work start(String line) {
        return new Work(Optional.of(line), queue);
    }

    Work done() {
        return new Work(Optional.empty(), queue);
    }

    Work later(Line line) {
        List<Line> more = new ArrayList<>(queue);
        more.add(line);
        return new Work(running, more);
    }

    Work withoutFirst() {
        return new Work(running, queue.subList(1, queue.size()));
    }

    Work withoutLast() {
        return new Work(running, queue.subList(0, queue.size() - 1));
    }

    Work withoutQueue() {
        return new Work(running, List.of());
    }
}
