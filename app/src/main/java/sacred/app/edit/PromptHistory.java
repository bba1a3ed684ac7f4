package sacred.app.edit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every prompt of this user, across sessions and processes, in a file that only the user can read. JLine reads and writes the
 * same file for the line UI.
 *
 * <p>Blocks on the file system. For one thread; other processes may use the same file. Newest last.
 */
public final class PromptHistory {

    /** So many are kept; a quarter more is let in before the file is written anew. */
    public static final int ENTRIES = 5_000;

    private static final int LET_IN = ENTRIES + ENTRIES / 4;
    /** Prompts with long pastes in them: of all that is kept, so many UTF-16 units. The newest is always kept. */
    private static final long UNITS = 4_000_000;

    private static final long BYTES_LET_IN = 4 * UNITS;

    private final Path file;

    /** @param file need not exist, nor its directory */
    public PromptHistory(Path file) {
        this.file = file;
    }

    /** As they are in the file now, each once, where it was used last. */
    public List<String> entries() throws IOException {
        List<String> all = onceEach(HistoryFile.read(file));
        int from = all.size();
        long units = 0;
        while (from > 0 && all.size() - from < ENTRIES) {
            units += all.get(from - 1).length();
            if (units > UNITS && from < all.size()) {
                break;
            }
            from--;
        }
        return List.copyOf(all.subList(from, all.size()));
    }

    /** The file, made when there is none, with nothing in it that JLine fails on. */
    public Path readable() throws IOException {
        locked(() -> {
            if (!Files.exists(file)) {
                Files.createFile(file, Private.FILE);
            } else if (damaged()) {
                rewrite();
            }
        });
        return file;
    }

    /** Adds a prompt that was sent, or a draft that was cleared. A blank one is not kept. */
    public void add(String prompt) throws IOException {
        if (prompt.isBlank()) {
            return;
        }
        locked(() -> {
            List<String> all = HistoryFile.read(file);
            if (!all.isEmpty() && all.getLast().equals(prompt)) {
                return;
            }
            HistoryFile.append(file, prompt);
            if (all.size() >= LET_IN || Files.size(file) > BYTES_LET_IN) {
                rewrite();
            }
        });
    }

    private void rewrite() throws IOException {
        // where a link leads to, so that it stays one
        Path real = file.toRealPath();
        Private.replace(real, real.resolveSibling(real.getFileName() + ".new"), HistoryFile.bytes(entries()));
    }

    /** Whether JLine would fail: a line that is no UTF-8, or that ends in half an escape. */
    private boolean damaged() throws IOException {
        try {
            return Files.readAllLines(file).stream().anyMatch(PromptHistory::endsInHalfAnEscape);
        } catch (MalformedInputException e) {
            return true;
        }
    }

    private static boolean endsInHalfAnEscape(String line) {
        int last = line.length();
        while (last > 0 && line.charAt(last - 1) == '\\') {
            last--;
        }
        return (line.length() - last) % 2 == 1;
    }

    private static List<String> onceEach(List<String> all) {
        Set<String> newestFirst = new LinkedHashSet<>(all.reversed());
        return new ArrayList<>(newestFirst).reversed();
    }

    /** Something done to the file. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /**
     * While no other of our processes adds or writes anew. The lock is on a file beside, which nothing else opens: a lock on
     * the history itself would end with any other channel to it.
     */
    private void locked(Work work) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Private.directory(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(file.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                        Private.FILE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            work.run();
        }
    }
}
