package sacred.timeline.journal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What a scan had found up to a place in a timeline file, kept beside it so that opening a large file need not read all of it
 * again. Never the truth: it can be deleted at any time, and one that does not fit the file in every respect that can be told
 * without reading it is as good as none. It holds where things are and what they sum up to, no word of what was said.
 *
 * <p>Damage that came later to the part before that place is found where it is read, and by {@code verify}, which never looks
 * here.
 *
 * @param bytes of the file that were scanned: whole lines, the last one intact
 * @param found what was found there
 * @param places of the entries
 */
record Index(long bytes, IndexedState found, Places places) {

    /** Below this, scanning takes no longer than a person notices. */
    static final long WORTH_BYTES = 4L * 1024 * 1024;

    private static final long MAGIC = 0x7361637265640001L;
    private static final int CHECKSUM_BYTES = Long.BYTES;

    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".index");
    }

    /** Empty when there is none, it does not fit the file, or the timeline stands in several. */
    static Optional<Index> of(Segments segments) {
        if (segments.parts().size() > 1) {
            return Optional.empty();
        }
        try {
            Path file = segments.last().file();
            Path path = beside(file);
            return Files.isRegularFile(path) ? read(path).filter(index -> index.fits(segments)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // whatever is wrong with it, the file says the same
            return Optional.empty();
        }
    }

    /** How much of the file an index says that it covers, whether it fits or not; 0 without one. */
    static long covered(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(beside(file)))) {
            return in.readLong() == MAGIC ? in.readLong() : 0;
        } catch (IOException e) {
            // there is none, or one that is as good as none
            return 0;
        }
    }

    private static Optional<Index> read(Path path) throws IOException {
        byte[] all = Files.readAllBytes(path);
        int length = all.length - CHECKSUM_BYTES;
        ByteBuffer in = ByteBuffer.wrap(all);
        if (length < 2 * Long.BYTES || in.getLong(length) != checksum(all, length) || in.getLong() != MAGIC) {
            return Optional.empty();
        }
        long bytes = in.getLong();
        int entries = in.getInt();
        long[] places = new long[entries];
        int[] lengths = new int[entries];
        int[] turns = new int[entries];
        in.asLongBuffer().get(places);
        in.position(in.position() + entries * Long.BYTES);
        in.asIntBuffer().get(lengths).get(turns);
        in.position(in.position() + 2 * entries * Integer.BYTES);
        DataInputStream rest = new DataInputStream(new ByteArrayInputStream(all, in.position(), in.remaining()));
        return Optional.of(new Index(bytes, IndexedState.read(rest), Places.of(places, lengths, turns)));
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    /** Whether the file still begins with the same header and has the same record where this ends. */
    private boolean fits(Segments file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file.last().file(), BasicFileAttributes.class);
            boolean unchanged = now.size() > bytes
                    || now.size() == bytes && now.lastModifiedTime().toMillis() == found.changedMs();
            int last = places.size() - 1;
            RecordFile records = new RecordFile(file);
            byte[] header = records.bytes(0, found.headerLength());
            byte[] record = records.bytes(places.offset(last), places.length(last));
            return unchanged
                    && places.offset(last) + places.length(last) + 1 == bytes
                    && Chain.intact(header, 0, header.length, Chain.digest()).equals(Optional.of(found.headerHash()))
                    && Chain.intact(record, 0, record.length, Chain.digest())
                            .equals(Optional.of(found.end().hash()));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Keeps it, in the place of one that was there. Only who has the lock of the timeline may do so. Not synced: half an index
     * fails its checksum.
     */
    void write(Path file, Disk disk) throws IOException {
        Path path = beside(file);
        Path half = path.resolveSibling(path.getFileName() + ".new");
        if (Files.exists(half, LinkOption.NOFOLLOW_LINKS)) {
            disk.delete(half);
        }
        try (Disk.File out = disk.create(half)) {
            Disk.writeAll(out, serialized());
        }
        disk.replace(half, path);
    }

    private byte[] serialized() throws IOException {
        byte[] rest = found.serialized();
        int entries = places.size();
        int entryBytes = Long.BYTES + 2 * Integer.BYTES;
        ByteBuffer out = ByteBuffer.allocate(
                2 * Long.BYTES + Integer.BYTES + entries * entryBytes + rest.length + CHECKSUM_BYTES);
        out.putLong(MAGIC).putLong(bytes).putInt(entries);
        out.asLongBuffer().put(places.places());
        out.position(out.position() + entries * Long.BYTES);
        out.asIntBuffer().put(places.lengths()).put(places.turns());
        out.position(out.position() + 2 * entries * Integer.BYTES);
        out.put(rest);
        out.putLong(checksum(out.array(), out.position()));
        return out.array();
    }
}
