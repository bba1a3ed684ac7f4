package sacred.timeline.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sacred.timeline.Attachment;
import sacred.timeline.Contents;

/**
 * The contents of attached files, each once under its hash, whatever timelines name it. A file here is whole or not there: it
 * is written beside, synced and renamed, and is on disk when {@link #keep} returns, so that no record names what is not. Any
 * thread and any process; blocks for the disk.
 */
public final class ContentStore implements Contents {

    private final Optional<Path> directory;
    /** Of timelines that are kept nowhere. */
    private final Map<String, String> unsaved = new ConcurrentHashMap<>();

    private ContentStore(Optional<Path> directory) {
        this.directory = directory;
    }

    /** @param directory created when it is missing and something is kept */
    public static ContentStore in(Path directory) {
        return new ContentStore(Optional.of(directory));
    }

    /** Keeps what it is given as long as it lives, and on no disk. */
    public static ContentStore unsaved() {
        return new ContentStore(Optional.empty());
    }

    /** @throws IOException when one could not be kept */
    public List<Attachment> keep(List<Attachment.Text> files) throws IOException {
        List<Attachment> kept = new ArrayList<>();
        for (Attachment.Text file : files) {
            kept.add(keep(file));
        }
        return kept;
    }

    /** @throws IOException when it could not be kept; then nothing is there that was not before */
    public Attachment keep(Attachment.Text file) throws IOException {
        Attachment kept = Attachment.of(file);
        if (directory.isEmpty()) {
            unsaved.put(kept.sha256(), file.text());
        } else if (of(kept).isEmpty()) {
            write(directory.get(), kept.sha256(), file.text().getBytes(StandardCharsets.UTF_8));
        } else {
            renew(directory.get(), directory.get().resolve(kept.sha256()));
        }
        return kept;
    }

    /** Makes it as young as what is kept now: only that is safe from whoever removes what no timeline names. */
    private static void renew(Path directory, Path content) {
        try {
            Path fresh = Files.createTempFile(directory, content.getFileName().toString(), ".part");
            try {
                Files.setLastModifiedTime(content, Files.getLastModifiedTime(fresh));
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // it is there; nobody can remove anything where nothing can be written
        }
    }

    @Override
    public Optional<String> of(Attachment attachment) {
        if (directory.isEmpty()) {
            return Optional.ofNullable(unsaved.get(attachment.sha256()));
        }
        Path file = directory.get().resolve(attachment.sha256());
        try {
            // asked first: what has another length is not worth reading, however long it is
            if (!Files.isRegularFile(file) || Files.size(file) != attachment.bytes()) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Attachment.of(new Attachment.Text(attachment.name(), text))
                            .sha256()
                            .equals(attachment.sha256())
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(Path directory, String name, byte[] bytes) throws IOException {
        Private.directory(directory);
        // readable by its owner alone, as temporary files are
        Path beside = Files.createTempFile(directory, name, ".part");
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Private.force(directory);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
