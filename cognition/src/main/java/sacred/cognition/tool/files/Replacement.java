package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sacred.cognition.tool.ToolException;

/**
 * Puts a change on disk: a whole new file beside the old one, synced, with its mode, owner and attributes, then one rename.
 * Whatever happens on the way, the name leads to the old bytes or to the new ones.
 */
final class Replacement {

    private Replacement() {}

    /** @throws ToolException when the file is no longer what the change is based on */
    static void of(Roots roots, Change change) throws IOException, ToolException {
        try (Found found = Found.at(roots, change.spot())) {
            if (found.rest().size() > 1) {
                try (Held directory = directories(found)) {
                    unchanged(directory, change);
                    put(directory, change, Optional.empty());
                }
            } else {
                unchanged(found.held(), change);
                put(found.held(), change, found.attributes());
            }
        }
    }

    private static void unchanged(Held directory, Change change) throws IOException, ToolException {
        Path name = change.spot().name();
        Optional<PosixFileAttributes> there = directory.look(name);
        Optional<String> now = Optional.empty();
        if (there.isPresent() && there.get().isRegularFile()) {
            try (FileChannel channel = directory.read(name)) {
                now = Optional.of(Contents.read(channel, change.spot().shown()).hash());
            }
        }
        if (there.isPresent() && now.isEmpty() || !now.equals(change.before())) {
            throw new ToolException(change.spot().shown()
                    + " was changed after the difference had been shown. Nothing was written; read it again.");
        }
    }

    private static void put(Held directory, Change change, Optional<PosixFileAttributes> old)
            throws IOException, ToolException {
        Path temporary = Path.of(".sacred-" + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = create(directory, temporary, old)) {
                ByteBuffer bytes = ByteBuffer.wrap(change.after());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (old.isPresent()) {
                    keep(directory.view(temporary), old.get());
                    keepExtended(
                            change.spot().path(), change.spot().parent().path().resolve(temporary));
                }
                channel.force(true);
            }
            unchanged(directory, change);
            directory.move(temporary, directory, change.spot().name());
        } catch (IOException | ToolException | RuntimeException e) {
            if (directory.look(temporary).isPresent()) {
                directory.delete(temporary);
            }
            throw e;
        }
        directory.sync();
    }

    /** What replaces a file is nobody's to read before it has that file's mode. */
    private static FileChannel create(Held directory, Path temporary, Optional<PosixFileAttributes> old)
            throws IOException {
        return old.isEmpty()
                ? directory.create(temporary)
                : directory.create(
                        temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void keep(PosixFileAttributeView view, PosixFileAttributes old) throws IOException {
        PosixFileAttributes made = view.readAttributes();
        if (!made.owner().equals(old.owner())) {
            view.setOwner(old.owner());
        }
        if (!made.group().equals(old.group())) {
            view.setGroup(old.group());
        }
        view.setPermissions(old.permissions());
    }

    private static void keepExtended(Path from, Path to) throws IOException {
        UserDefinedFileAttributeView old = extended(from);
        List<String> names;
        try {
            names = old == null ? List.of() : old.list();
        } catch (IOException unsupported) {
            return;
        }
        for (String name : names) {
            ByteBuffer value = ByteBuffer.allocate(old.size(name));
            old.read(name, value);
            extended(to).write(name, value.flip());
        }
    }

    private static UserDefinedFileAttributeView extended(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes the directories that are missing. Java can make one only by its path, which somebody could turn elsewhere: so
     * each is made in the root and then moved to where it belongs, from held directory to held directory.
     */
    private static Held directories(Found found) throws IOException {
        List<Path> missing =
                new ArrayList<>(found.rest().subList(0, found.rest().size() - 1));
        Held at = found.held().child(Path.of("."));
        try (Held root = Held.root(found.spot().root())) {
            for (Path name : missing) {
                Path fresh = Path.of(".sacred-" + UUID.randomUUID() + ".tmp");
                Files.createDirectory(found.spot().root().resolve(fresh));
                try {
                    root.move(fresh, at, name);
                } catch (IOException e) {
                    root.deleteDirectory(fresh);
                    throw e;
                }
                Held next = at.child(name);
                at.close();
                at = next;
            }
            return at;
        } catch (IOException | RuntimeException e) {
            at.close();
            throw e;
        }
    }
}
