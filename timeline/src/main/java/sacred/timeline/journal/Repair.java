package sacred.timeline.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a new timeline of what can be trusted in a damaged one: every record whose own hash is right, in order, in a chain of its
 * own. The damaged one is only read. What is not trusted is kept beside the new one, byte by byte.
 *
 * @param kept records, without the header
 * @param findings what was not kept, or is worth knowing, in the order of the file
 * @param incompleteTurns which turns have lost something, ascending; the header of the new timeline says so too
 * @param aside whether something was kept aside
 */
public record Repair(Path file, int kept, List<Finding> findings, List<Integer> incompleteTurns, boolean aside) {

    /** What an unfinished repair begins with, as far as it came. */
    private static final String BEGINNING = "{\"type\":\"timeline\",";

    /**
     * Blocks for as long as reading the file twice takes. What a repair left that was killed is no obstacle to the next one.
     *
     * @param to where the new timeline goes; nothing may be there
     * @throws JournalException when something is there, or nothing in the file can be kept; then nothing was written
     */
    public static Repair of(Path file, Path to, String app, InstantSource clock) throws IOException {
        return of(file, to, app, clock, Disk.REAL);
    }

    static Repair of(Path file, Path to, String app, InstantSource clock, Disk disk) throws IOException {
        Segments from = Segments.of(Private.regular(file));
        refuseTaken(to);
        Salvage first = new Salvage(_ -> {}, _ -> {});
        first.read(from);
        if (first.kept() == 0) {
            throw new JournalException("No record of " + file + " can be trusted, so nothing was written.");
        }
        String origin = first.origin().orElse(file.getFileName().toString());
        Header header = Header.of(app, clock.instant())
                .forkedFrom(new Header.Parent(origin, first.lastTurn()))
                .repairedWithout(first.incomplete());
        disk.directory(to.toAbsolutePath().getParent());
        // nobody else is at it, so that what is unfinished is left over
        try (Closeable _ = disk.lock(to)) {
            refuseTaken(to);
            discard(disk, to);
            write(disk, from, to, Encoder.open(header));
        }
        List<Finding> findings = new ArrayList<>();
        from.notes().forEach(note -> findings.add(new Finding(0, 0, Finding.Kind.NOTE, note)));
        findings.addAll(first.findings());
        return new Repair(to, first.kept(), List.copyOf(findings), first.incomplete(), exists(aside(to)));
    }

    /** Whether there is anything in the file that a repair would keep. Blocks for as long as reading it takes. */
    public static boolean keepsAny(Path file) throws IOException {
        Salvage salvage = new Salvage(_ -> {}, _ -> {});
        salvage.read(Segments.of(Private.regular(file)));
        return salvage.kept() > 0;
    }

    /** What must not be there: also what would be read as a part of the new timeline. */
    private static void refuseTaken(Path to) throws IOException {
        List<Path> taken = new ArrayList<>(List.of(to, Partial.path(to)));
        taken.addAll(Segments.possible(to));
        if (!isUnfinished(to)) {
            taken.add(unfinished(to));
            taken.add(aside(to));
        }
        for (Path path : taken) {
            if (exists(path)) {
                throw new JournalException(path + " exists already, and a repair overwrites nothing.");
            }
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a repair began there and did not end: its own file is the first that it makes and the last that it removes. */
    private static boolean isUnfinished(Path to) throws IOException {
        if (!Files.isRegularFile(unfinished(to), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(unfinished(to), LinkOption.NOFOLLOW_LINKS)) {
            String begun = new String(in.readNBytes(BEGINNING.length()), StandardCharsets.ISO_8859_1);
            return BEGINNING.startsWith(begun);
        }
    }

    /** Where the bytes are that were not trusted. */
    public static Path aside(Path to) {
        return to.resolveSibling(to.getFileName() + ".damaged");
    }

    private static Path unfinished(Path to) {
        return to.resolveSibling(to.getFileName() + ".unfinished");
    }

    private static void discard(Disk disk, Path to) throws IOException {
        for (Path path : List.of(aside(to), unfinished(to))) {
            if (exists(path)) {
                disk.delete(path);
            }
        }
    }

    private static void write(Disk disk, Segments from, Path to, byte[] header) throws IOException {
        try {
            fill(disk, from, to, header);
        } catch (IOException | RuntimeException e) {
            try {
                discard(disk, to);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        // the name appears with everything in it or not at all
        disk.replace(unfinished(to), to);
        disk.sync(to.toAbsolutePath().getParent());
    }

    private static void fill(Disk disk, Segments from, Path to, byte[] header) throws IOException {
        try (Disk.File out = disk.create(unfinished(to))) {
            Chain.Link[] last = {Chain.link(header, 0)};
            Disk.writeAll(out, last[0].bytes());
            new Salvage(
                            record -> {
                                last[0] = Salvage.relinked(record, last[0].end());
                                Disk.writeAll(out, last[0].bytes());
                            },
                            rest -> aside(disk, to, rest))
                    .read(from);
            out.force();
        }
    }

    private static void aside(Disk disk, Path to, byte[] bytes) throws IOException {
        try (Disk.File out = exists(aside(to)) ? disk.open(aside(to)) : disk.create(aside(to))) {
            Disk.writeAll(out, bytes);
            Disk.writeAll(out, new byte[] {'\n'});
            out.force();
        }
    }
}
