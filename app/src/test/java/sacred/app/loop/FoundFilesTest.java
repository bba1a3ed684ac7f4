package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FoundFilesTest {

    private final BlockingQueue<String> found = new LinkedBlockingQueue<>();
    private final SynchronousQueue<List<String>> disk = new SynchronousQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final FoundFiles files = new FoundFiles(this::slow, () -> found.add("found"));

    private List<String> slow(String path) {
        asked.add(path);
        try {
            return disk.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDirectoryThatTakesLongIsNotWaitedForAndAnswersOnce() throws InterruptedException {
        assertEquals(List.of(), files.of("a"));

        disk.put(List.of("alpha"));
        found.take();

        assertEquals(List.of("alpha"), files.of("a"));
        assertEquals(List.of(), files.of("a"), "a later question looks again");
        disk.put(List.of());
    }

    @Test
    void whatIsTypedMeanwhileIsLookedUpOnceAndNotLetterByLetter() throws InterruptedException {
        files.of("a");
        while (asked.isEmpty()) {
            Thread.onSpinWait();
        }
        for (String path : List.of("al", "alp", "alph")) {
            files.of(path);
        }

        disk.put(List.of("alpha"));
        disk.put(List.of("alpha!"));
        found.take();
        found.take();

        assertEquals(List.of("alpha!"), files.of("alph"));
        assertEquals(List.of("a", "alph"), new ArrayList<>(asked));
    }
}
