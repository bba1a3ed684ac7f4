package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import sacred.cognition.tool.ToolException;

/**
 * A walk through the files below a directory, in order, that ends: when its time is over, when it has seen enough, or when
 * whoever walks says so. Used once, by one thread. Symbolic links, protected files and what programs fill for themselves
 * are passed over.
 */
final class Walk {

    static final int MOST_FILES = 100_000;
    static final int DEEPEST = 40;
    static final long MOST_MILLIS = 5_000;

    private static final Set<String> FILLED_BY_PROGRAMS = Set.of(".git", ".hg", ".svn", "node_modules");

    /** What is done with each file; false ends the walk. */
    interface Visitor {
        boolean file(Spot spot, Held held, PosixFileAttributes there)
                throws IOException, ToolException, InterruptedException;
    }

    private final Protection protection;
    private final LongSupplier nanos;
    private final long start;
    private boolean allowed;
    private int files;
    private int protectedOnes;
    private String cut = "";

    Walk(FileTool.World world) {
        this.protection = world.protection();
        this.nanos = world.nanos();
        this.start = nanos.getAsLong();
    }

    /** Where the walk begins in a protected place, the user was asked about it, and nothing below is passed over for that. */
    void through(Found found, Visitor visitor) throws IOException, ToolException, InterruptedException {
        allowed = protection.reason(found.spot()).isPresent();
        try (Held held = found.directory()) {
            down(held, found.spot(), 0, visitor);
        }
    }

    private boolean down(Held held, Spot directory, int depth, Visitor visitor)
            throws IOException, ToolException, InterruptedException {
        List<Path> names = held.names();
        if (names.size() == Held.MOST_ENTRIES) {
            cut = "not all entries of " + directory.shown() + " were looked at";
        }
        for (Path name : names) {
            Optional<PosixFileAttributes> there = held.look(name);
            if (isOver()) {
                return false;
            }
            if (there.isPresent() && !one(held, directory.child(name), there.get(), depth, visitor)) {
                return false;
            }
        }
        return true;
    }

    private boolean one(Held held, Spot spot, PosixFileAttributes there, int depth, Visitor visitor)
            throws IOException, ToolException, InterruptedException {
        if (there.isDirectory() && FILLED_BY_PROGRAMS.contains(spot.name().toString())) {
            return true;
        }
        if (!allowed && protection.reason(spot).isPresent()) {
            protectedOnes++;
            return true;
        }
        if (there.isRegularFile()) {
            files++;
            return visitor.file(spot, held, there);
        }
        if (!there.isDirectory()) {
            return true;
        }
        if (depth == DEEPEST) {
            cut = "directories more than " + DEEPEST + " deep were passed over";
            return true;
        }
        Held child;
        try {
            child = held.child(spot.name());
        } catch (IOException unreadable) {
            cut = spot.shown() + " could not be read";
            return true;
        }
        try (child) {
            return down(child, spot, depth + 1, visitor);
        }
    }

    /** Also where a single file takes long. */
    boolean isOver() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start) > MOST_MILLIS) {
            cut = "stopped after " + MOST_MILLIS / 1000 + " s";
            return true;
        }
        if (files >= MOST_FILES) {
            cut = "stopped after " + MOST_FILES + " files";
            return true;
        }
        return false;
    }

    /** What was not looked at, in brackets; empty when everything was. */
    String left() {
        List<String> left = new ArrayList<>();
        if (!cut.isEmpty()) {
            left.add(cut);
        }
        if (protectedOnes > 0) {
            left.add(protectedOnes + " protected, not looked into");
        }
        return left.isEmpty() ? "" : "[" + String.join("; ", left) + "]";
    }
}
