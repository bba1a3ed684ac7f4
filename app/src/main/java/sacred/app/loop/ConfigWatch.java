package sacred.app.loop;

import java.util.concurrent.CancellationException;
import sacred.app.command.Desk;
import sacred.app.command.Reloading;

/** Shows a change of the configuration while nobody asks anything; a turn looks by itself. A thread of its own until closed. */
final class ConfigWatch implements AutoCloseable {

    private static final long BETWEEN_LOOKS_MILLIS = 2_000;

    private final Thread thread;

    ConfigWatch(Desk desk) {
        thread = Thread.ofVirtual().name("configuration").start(() -> look(desk));
    }

    private static void look(Desk desk) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
                Reloading.look(desk);
            }
        } catch (CancellationException e) {
            // no timeline was opened, and the screen is left
        } catch (InterruptedException e) {
            // the screen is left
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
