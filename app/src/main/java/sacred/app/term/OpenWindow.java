package sacred.app.term;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import sacred.app.edit.Input;
import sacred.app.text.Frame;
import sacred.app.text.Size;

/**
 * A window over a device. Everything that is written and everything that changes where we are happens under one lock; it is
 * never held while another program has the screen, so that the window can be closed at any time.
 */
final class OpenWindow implements Window {

    private static final long ANSWER_MILLIS = 100;
    /** A write to a terminal that takes nothing may hold the lock for ever. */
    private static final long LOCK_MILLIS = 500;

    private enum Where {
        HERE,
        AWAY,
        CLOSED
    }

    private final Tty tty;
    private final Canvas canvas;
    private final Keyboard keyboard;
    private final Consumer<Size> resized;
    private final Runnable ended;
    private final boolean asked;
    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable atClose;
    private volatile Size size;
    private Size drawn;
    private boolean mouse;
    private boolean gone;
    private Optional<Frame> last = Optional.empty();
    private Where where = Where.AWAY;

    OpenWindow(
            Tty tty,
            Consumer<Input> inputs,
            Consumer<Size> resized,
            Runnable ended,
            FullScreen.Options options,
            Runnable atClose) {
        this.tty = tty;
        this.resized = resized;
        this.ended = ended;
        this.asked = options.askBackground();
        this.mouse = options.mouse();
        this.atClose = atClose;
        size = tty.size();
        drawn = size;
        canvas = new Canvas(size, options.colors());
        keyboard = new Keyboard(tty, inputs, ended);
    }

    /** Takes over the terminal. */
    void open() throws IOException {
        lock.lock();
        try {
            tty.onResize(this::sizeChanged);
            tty.onStop(this::askedToStop);
            enter();
            if (asked) {
                write(Modes.ASK_BACKGROUND);
            }
        } finally {
            lock.unlock();
        }
    }

    private void enter() throws IOException {
        tty.raw();
        where = Where.HERE;
        write(Modes.on(mouse));
        keyboard.start();
    }

    private void leave() {
        where = Where.AWAY;
        keyboard.park();
        write(Modes.off(mouse));
        tty.cooked();
    }

    private void sizeChanged() {
        size = tty.size();
        resized.accept(size);
    }

    private void askedToStop() {
        try {
            suspend();
        } catch (IOException e) {
            // nothing here can stop a process group; then nothing is stopped
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void draw(Frame frame) {
        locked(() -> {
            last = Optional.of(frame);
            if (where == Where.HERE) {
                show(frame);
            }
        });
    }

    @Override
    public void redraw() {
        locked(() -> {
            canvas.spoiled();
            if (where == Where.HERE) {
                last.ifPresent(this::show);
            }
        });
    }

    private void show(Frame frame) {
        Size now = size;
        if (!now.equals(drawn)) {
            canvas.resize(now);
            drawn = now;
        }
        write(canvas.draw(frame));
    }

    @Override
    public boolean copy(String text) {
        Optional<String> sequence = Clipboard.sequence(text);
        sequence.ifPresent(this::writeHere);
        return sequence.isPresent();
    }

    @Override
    public void mouse(boolean on) {
        locked(() -> {
            if (mouse != on) {
                mouse = on;
                if (where == Where.HERE) {
                    write(on ? Modes.MOUSE.on() : Modes.MOUSE.off());
                }
            }
        });
    }

    @Override
    public void bell() {
        writeHere("\007");
    }

    @Override
    public void suspend() throws IOException, InterruptedException {
        if (where == Where.AWAY) {
            tty.stop(); // the program in front has stopped as well
        } else {
            outside(tty::stop);
        }
    }

    @Override
    public void outside(Action action) throws IOException, InterruptedException {
        lock.lock();
        try {
            if (where != Where.HERE) {
                return;
            }
            leave();
        } finally {
            lock.unlock();
        }
        try {
            action.run();
        } finally {
            comeBack();
        }
    }

    private void comeBack() throws IOException {
        lock.lock();
        try {
            if (where != Where.AWAY) {
                return; // closed in between
            }
            enter();
            size = tty.size();
            canvas.spoiled();
            last.ifPresent(this::show);
        } finally {
            lock.unlock();
        }
        if (!size.equals(drawn)) {
            resized.accept(size);
        }
    }

    @Override
    public void close() {
        boolean free = takeLock();
        try {
            Where was = where;
            where = Where.CLOSED;
            if (was == Where.CLOSED) {
                return;
            }
            if (was == Where.HERE) {
                if (asked && !gone) {
                    keyboard.awaitAttributes(ANSWER_MILLIS);
                }
                keyboard.park();
                if (free) {
                    write(Modes.off(mouse));
                }
            }
            tty.close();
        } finally {
            if (free) {
                lock.unlock();
            }
        }
        atClose.run();
    }

    private boolean takeLock() {
        try {
            return lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lock.tryLock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private void writeHere(String sequence) {
        locked(() -> {
            if (where == Where.HERE) {
                write(sequence);
            }
        });
    }

    private void write(String sequence) {
        write(sequence.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(byte[] bytes) {
        if (bytes.length == 0 || gone) {
            return;
        }
        try {
            tty.write(bytes);
        } catch (IOException e) {
            gone = true;
            ended.run();
        }
    }
}
