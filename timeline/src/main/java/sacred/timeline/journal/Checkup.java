package sacred.timeline.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * A look at a directory of timelines: at every file from outside, and through as many of the newest as there is time for. Reads
 * and changes nothing.
 *
 * @param timelines how many there are
 * @param bytes of all of them
 * @param verified how many were looked through
 * @param found names of files, with what there is to say of each, in the order of the names
 */
public record Checkup(int timelines, long bytes, int verified, Map<Kind, List<String>> found) {

    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String LOCK = ".lock";

    /** What can be said of a file. */
    public enum Kind {
        UNREADABLE,
        DAMAGED,
        TORN,
        OPEN,
        NOT_PRIVATE,
        LEFT_OVER
    }

    /** @param enough ends the look through the files when it is true; the look from outside is always whole */
    public static Checkup of(Path directory, BooleanSupplier enough, IntConsumer progress) throws IOException {
        Examination examination = new Examination();
        List<Path> files = new ArrayList<>(new Timelines(directory).files());
        for (Path file : files) {
            examination.outside(file);
        }
        if (Files.isDirectory(directory)) {
            examination.leftOver(directory, files);
        }
        files.sort(Comparator.comparing(Path::toString).reversed());
        int verified = 0;
        while (verified < files.size() && !enough.getAsBoolean()) {
            examination.inside(files.get(verified++));
            progress.accept(verified);
        }
        examination.found.values().forEach(names -> names.sort(Comparator.naturalOrder()));
        return new Checkup(files.size(), examination.bytes, verified, examination.found);
    }

    /** Whether nothing is wrong in what was looked at. */
    public boolean sound() {
        return found.keySet().stream().allMatch(kind -> kind == Kind.OPEN || kind == Kind.LEFT_OVER);
    }

    /** What is found, file by file. */
    private static final class Examination {
        private final Map<Kind, List<String>> found = new EnumMap<>(Kind.class);
        private long bytes;

        private void add(Kind kind, String what) {
            found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(what);
        }

        void outside(Path file) {
            String name = file.getFileName().toString();
            try {
                PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
                bytes += attributes.size();
                if (!PRIVATE.containsAll(attributes.permissions())) {
                    add(Kind.NOT_PRIVATE, name);
                }
                OptionalLong holder = Lock.holder(file);
                if (holder.isPresent()) {
                    add(Kind.OPEN, name + " in process " + holder.getAsLong());
                } else if (attributes.isRegularFile() && torn(file, attributes.size())) {
                    add(Kind.TORN, name);
                }
            } catch (IOException e) {
                add(Kind.UNREADABLE, name + ": " + JournalException.words(e));
            }
        }

        private static boolean torn(Path file, long size) throws IOException {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(Math.max(0, size - 1));
                return size > 0 && in.read() != '\n';
            }
        }

        void inside(Path file) {
            try {
                List<String> problems = Verification.of(file).problems();
                if (!problems.isEmpty() && !named(Kind.TORN, file) && !named(Kind.OPEN, file)) {
                    String more = problems.size() == 1 ? "" : ", and " + (problems.size() - 1) + " more";
                    add(Kind.DAMAGED, file.getFileName() + ": " + problems.getFirst() + more);
                }
            } catch (IOException e) {
                if (!named(Kind.UNREADABLE, file)) {
                    add(Kind.UNREADABLE, file.getFileName() + ": " + JournalException.words(e));
                }
            }
        }

        private boolean named(Kind kind, Path file) {
            return found.getOrDefault(kind, List.of()).stream()
                    .anyMatch(name -> name.startsWith(file.getFileName().toString()));
        }

        void leftOver(Path directory, List<Path> files) throws IOException {
            Set<Path> timelines = Set.copyOf(files);
            try (DirectoryStream<Path> others =
                    Files.newDirectoryStream(directory, "*.{broken,partial,damaged,lock}")) {
                for (Path other : others) {
                    String name = other.getFileName().toString();
                    boolean inUse = name.endsWith(LOCK)
                            && timelines.contains(
                                    other.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                    if (!inUse && Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
                        add(Kind.LEFT_OVER, name);
                    }
                }
            }
        }
    }
}
