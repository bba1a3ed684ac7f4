package sacred.app.loop;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files that may follow an {@code @}, looked up beside the loop: a directory on a mount that hangs must not hold up the
 * screen. Asked for a path it has nothing yet; once it has, it says so, and answers the same question once. One look-up at a
 * time, always for what was asked last.
 */
final class FoundFiles {

    private final Function<String, List<String>> names;
    private final Runnable found;
    private Optional<Answer> answer = Optional.empty();
    private Optional<String> wanted = Optional.empty();
    private boolean looking;

    private record Answer(String path, List<String> files) {}

    /**
     * @param names blocks on the file system
     * @param found is told, on another thread, that an answer is there
     */
    FoundFiles(Function<String, List<String>> names, Runnable found) {
        this.names = names;
        this.found = found;
    }

    /** What is known of a path: nothing at first. */
    synchronized List<String> of(String path) {
        if (answer.isPresent() && answer.get().path().equals(path)) {
            List<String> files = answer.get().files();
            answer = Optional.empty();
            return files;
        }
        wanted = Optional.of(path);
        if (!looking) {
            looking = true;
            Thread.ofPlatform().daemon().name("file-names").start(this::look);
        }
        return List.of();
    }

    private void look() {
        for (Optional<String> path = next(); path.isPresent(); path = next()) {
            Answer looked = new Answer(path.get(), names.apply(path.get()));
            synchronized (this) {
                answer = Optional.of(looked);
            }
            found.run();
        }
    }

    private synchronized Optional<String> next() {
        Optional<String> next = wanted;
        wanted = Optional.empty();
        looking = next.isPresent();
        return next;
    }
}
