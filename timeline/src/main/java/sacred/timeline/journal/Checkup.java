package sacred.timeline.journal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** What a timeline may have beside itself: the lock, the index, what streamed last. */
    private static final Set<String> OWNED = Set.of("lock", "index", "partial");

    private static final Set<String> ASIDE = Set.of("broken", "damaged");
    private static final Pattern BESIDE = Pattern.compile(
            "(.+?)\\.(lock|index|partial|broken|damaged|unfinished|(?:index|partial)\\.new|(?<=\\.jsonl\\.)[0-9]{1,6})");

    /** What can be said of a file. */
    public enum Kind {
        UNREADABLE,
        DAMAGED,
        TORN,
        OPEN,
        NOT_PRIVATE,
        /** Bytes that were cut off a timeline, or not trusted when it was repaired. */
        KEPT_ASIDE,
        /** In which a timeline goes on whose beginning is not there: records that nothing else shows. */
        WITHOUT_BEGINNING,
        LEFT_OVER
    }

    private static final Set<Kind> HARMLESS = EnumSet.of(Kind.OPEN, Kind.KEPT_ASIDE, Kind.LEFT_OVER);

    /** @param enough ends the look through the files when it is true; the look from outside is always whole */
    public static Checkup of(Path directory, BooleanSupplier enough, IntConsumer progress) throws IOException {
        Examination examination = new Examination();
        List<Path> files = new ArrayList<>(new Timelines(directory).files());
        for (Path file : files) {
            examination.outside(file);
        }
        if (Files.isDirectory(directory)) {
            examination.beside(new Directory(directory, Set.copyOf(files)));
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
        return HARMLESS.containsAll(found.keySet());
    }

    /** @param timelines the files in which they begin */
    private record Directory(Path path, Set<Path> timelines) {}

    /** What is found, file by file. */
    private static final class Examination {
        private final Map<Kind, List<String>> found = new EnumMap<>(Kind.class);
        /** In which timelines go on. */
        private final Set<Path> parts = new HashSet<>();

        private long bytes;

        private void add(Kind kind, String what) {
            found.computeIfAbsent(kind, _ -> new ArrayList<>()).add(what);
        }

        void outside(Path file) {
            String name = file.getFileName().toString();
            try {
                Segments segments = Segments.of(file);
                for (Segments.Part part : segments.parts()) {
                    permissions(part.file());
                }
                OptionalLong holder = Lock.holder(file);
                if (holder.isPresent()) {
                    add(Kind.OPEN, name + " in process " + holder.getAsLong());
                } else if (Files.isRegularFile(file) && !segments.last().endsLine()) {
                    add(Kind.TORN, name);
                }
            } catch (IOException e) {
                add(Kind.UNREADABLE, name + ": " + JournalException.words(e));
            }
        }

        private void permissions(Path file) throws IOException {
            parts.add(file);
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            bytes += attributes.size();
            if (!PRIVATE.containsAll(attributes.permissions())) {
                add(Kind.NOT_PRIVATE, file.getFileName().toString());
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

        /** What stands beside timelines and is none: nearly all of it belongs to one that is still there. */
        void beside(Directory directory) throws IOException {
            try (DirectoryStream<Path> others = Files.newDirectoryStream(directory.path())) {
                for (Path other : others) {
                    Matcher name = BESIDE.matcher(other.getFileName().toString());
                    if (!name.matches() || parts.contains(other) || !Files.isRegularFile(other, NOFOLLOW_LINKS)) {
                        continue;
                    }
                    boolean owned = directory.timelines().contains(other.resolveSibling(name.group(1)));
                    if (owned && ASIDE.contains(name.group(2))) {
                        add(Kind.KEPT_ASIDE, name.group());
                    } else if (isWithoutBeginning(other, name)) {
                        add(Kind.WITHOUT_BEGINNING, name.group());
                    } else if (!owned || !OWNED.contains(name.group(2))) {
                        add(Kind.LEFT_OVER, name.group());
                    }
                }
            }
        }

        /** One of the timeline that is there could not be synced, and what it holds was written again. */
        private static boolean isWithoutBeginning(Path other, Matcher name) throws IOException {
            if (!Character.isDigit(name.group(2).charAt(0))) {
                return false;
            }
            int number = Integer.parseInt(name.group(2));
            Optional<String> here = Segment.timeline(other.resolveSibling(name.group(1)));
            return Segment.of(other, number, 1, Optional.empty()).isPresent()
                    && (here.isEmpty() || Segment.of(other, number, 1, here).isEmpty());
        }
    }
}
