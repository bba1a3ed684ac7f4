package sacred.timeline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    /**
     * Blocks for as long as reading the file twice takes.
     *
     * @param to where the new timeline goes; nothing may be there
     * @throws JournalException when something is there, or nothing in the file can be kept; then nothing was written
     */
    public static Repair of(Path file, Path to, String app, InstantSource clock) throws IOException {
        Segments from = Segments.of(Private.regular(file));
        for (Path taken : taken(to)) {
            if (Files.exists(taken, LinkOption.NOFOLLOW_LINKS)) {
                throw new JournalException(taken + " exists already, and a repair overwrites nothing.");
            }
        }
        Salvage first = new Salvage(_ -> {}, _ -> {});
        first.read(from);
        if (first.kept() == 0) {
            throw new JournalException("No record of " + file + " can be trusted, so nothing was written.");
        }
        String origin = first.origin().orElse(file.getFileName().toString());
        Header header = Header.of(app, clock.instant())
                .forkedFrom(new Header.Parent(origin, first.lastTurn()))
                .repairedWithout(first.incomplete());
        try {
            write(from, to, Encoder.open(header));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished(to));
            Files.deleteIfExists(aside(to));
            throw e;
        }
        List<Finding> findings = new ArrayList<>();
        from.notes().forEach(note -> findings.add(new Finding(0, 0, Finding.Kind.NOTE, note)));
        findings.addAll(first.findings());
        return new Repair(to, first.kept(), List.copyOf(findings), first.incomplete(), Files.exists(aside(to)));
    }

    /** Whether there is anything in the file that a repair would keep. Blocks for as long as reading it takes. */
    public static boolean keepsAny(Path file) throws IOException {
        Salvage salvage = new Salvage(_ -> {}, _ -> {});
        salvage.read(Segments.of(Private.regular(file)));
        return salvage.kept() > 0;
    }

    /** What must not be there: also what would be read as a part of the new timeline. */
    private static List<Path> taken(Path to) {
        List<Path> taken = new ArrayList<>(List.of(to, aside(to), unfinished(to), Partial.path(to)));
        taken.addAll(Segments.possible(to));
        return taken;
    }

    /** Where the bytes are that were not trusted. */
    public static Path aside(Path to) {
        return to.resolveSibling(to.getFileName() + ".damaged");
    }

    private static Path unfinished(Path to) {
        return to.resolveSibling(to.getFileName() + ".unfinished");
    }

    private static void write(Segments from, Path to, byte[] header) throws IOException {
        Path parent = to.toAbsolutePath().getParent();
        Private.directory(parent);
        try (FileChannel out =
                Private.open(unfinished(to), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            Chain.Link[] last = {Chain.link(header, 0)};
            write(out, last[0].bytes());
            new Salvage(
                            record -> {
                                last[0] = Salvage.relinked(record, last[0].end());
                                write(out, last[0].bytes());
                            },
                            rest -> aside(to, rest))
                    .read(from);
            out.force(true);
        }
        // the name appears with everything in it or not at all
        Files.move(unfinished(to), to);
        Private.force(parent);
    }

    private static void aside(Path to, byte[] bytes) throws IOException {
        try (FileChannel out = Private.open(
                aside(to), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND))) {
            write(out, bytes);
            write(out, new byte[] {'\n'});
            out.force(true);
        }
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
    }
}
