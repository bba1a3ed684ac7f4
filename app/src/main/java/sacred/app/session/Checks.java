package sacred.app.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import sacred.providers.Check;
import sacred.providers.Provider;

/** Whether the providers can be reached: all asked at once, and none waited for longer than a person would. */
public final class Checks {

    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private Checks() {}

    /** In the order given. Blocks until all have answered or the patience is at its end. */
    public static Map<Provider, Check> of(List<Provider> providers, Duration patience) throws InterruptedException {
        Map<Provider, Check> checks = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Check>> found = threads.invokeAll(
                    providers.stream().map(p -> (Callable<Check>) p::check).toList(),
                    patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            for (int i = 0; i < found.size(); i++) {
                checks.put(providers.get(i), check(found.get(i), patience));
            }
        }
        return checks;
    }

    private static Check check(Future<Check> found, Duration patience) throws InterruptedException {
        try {
            return found.get();
        } catch (CancellationException e) {
            return new Check(false, patience.toMillis(), "no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
