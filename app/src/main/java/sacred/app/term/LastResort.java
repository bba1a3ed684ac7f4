package sacred.app.term;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Optional;
import java.util.function.Consumer;

/** Closes a window that nobody else will close: at the end of the JVM, and before an uncaught exception is printed. */
final class LastResort {

    private final Consumer<Optional<Throwable>> ended;
    private UncaughtExceptionHandler before;
    private Thread hook;

    LastResort(Consumer<Optional<Throwable>> ended) {
        this.ended = ended;
    }

    void install(Window window) {
        before = Thread.getDefaultUncaughtExceptionHandler();
        hook = new Thread(window::close, "sacred-terminal");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            window.close();
            remove(); // or the next line comes back here
            // without a handler of its own, the JVM prints
            thread.getThreadGroup().uncaughtException(thread, thrown);
            ended.accept(Optional.of(thrown));
        });
    }

    void remove() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending: the hook is running now
        }
    }
}
