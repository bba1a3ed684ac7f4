package sacred.app.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import sacred.providers.ProviderException;
import sacred.providers.Windows;
import sacred.providers.wire.Loading;
import sacred.timeline.ModelRef;

/**
 * Has a local Ollama load the model that will answer while the user is still writing. Runs on a virtual thread of its own,
 * delays nothing and breaks nothing: what goes wrong is a sentence.
 *
 * <p>It takes no place in the queue of its provider, which is there for answers: a prompt that comes meanwhile goes out at
 * once. For the model that is being loaded the server itself waits for the load, which therefore goes on; closing the
 * connection would have it begin anew. For any other model of that server the load is given up, so that the prompt does not
 * stand behind it. Safe for any thread.
 */
public final class WarmUp implements AutoCloseable {

    private final LongSupplier nanos;
    private volatile Optional<Load> running = Optional.empty();

    /** A load that has begun. */
    private static final class Load {
        private final ModelRef model;
        private final Consumer<String> say;
        private volatile Thread thread;
        /** A turn has begun, and tells by itself how it gets on. */
        private volatile boolean quiet;

        Load(ModelRef model, Consumer<String> say) {
            this.model = model;
            this.say = say;
        }

        void say(String sentence) {
            if (!quiet) {
                say.accept(sentence);
            }
        }
    }

    /** @param nanos a monotonic clock */
    WarmUp(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param windows knows for how much the first question will want it to make room */
    void begin(ModelRef model, Loading ollama, Windows windows, Duration keepAlive, Consumer<String> say) {
        if (running.isPresent()) {
            return;
        }
        Load load = new Load(model, say);
        load.thread = Thread.ofVirtual().name("warm-up").unstarted(() -> run(load, ollama, windows, keepAlive));
        running = Optional.of(load);
        load.thread.start();
    }

    private void run(Load load, Loading ollama, Windows windows, Duration keepAlive) {
        long start = nanos.getAsLong();
        boolean begun = false;
        try {
            if (!ollama.isLoaded(load.model.model())) {
                begun = true;
                load.say("Loading " + load.model + " into memory …");
                ollama.load(load.model.model(), keepAlive, windows.contextTokens(load.model, 0));
                double seconds = (nanos.getAsLong() - start) / 1e9;
                load.say(String.format(Locale.ROOT, "%s is loaded, after %.1f s.", load.model, seconds));
            }
        } catch (ProviderException e) {
            if (begun) {
                load.say(load.model + " could not be loaded. " + e.getMessage());
            }
        } catch (InterruptedException e) {
            load.say("Loading " + load.model + " was given up.");
        } finally {
            running = Optional.empty();
        }
    }

    /** A request goes out. */
    void giveWay(ModelRef asked) {
        running.filter(load -> load.model.provider().equals(asked.provider())).ifPresent(load -> {
            load.quiet = true;
            if (!load.model.equals(asked)) {
                load.thread.interrupt();
            }
        });
    }

    /** Gives it up; whether there was anything to be given up. */
    public boolean cancel() {
        Optional<Load> load = running;
        load.ifPresent(l -> l.thread.interrupt());
        return load.isPresent();
    }

    /** Waits until nothing is being loaded. */
    void join() throws InterruptedException {
        Optional<Load> load = running;
        if (load.isPresent()) {
            load.get().thread.join();
        }
    }

    @Override
    public void close() {
        running.ifPresent(load -> load.quiet = true);
        cancel();
    }
}
