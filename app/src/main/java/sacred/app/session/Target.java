package sacred.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import sacred.app.host.Host;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Timelines;
import sacred.timeline.journal.Unscanned;

/**
 * Which timeline a run writes to.
 *
 * @param file a path; created when it does not exist
 * @param id of a saved timeline, or the end of one
 * @param newest the one that was written to last
 * @param save false for a timeline that is kept nowhere
 */
public record Target(Optional<String> file, Optional<String> id, boolean newest, boolean save) {

    /** Some seconds. */
    private static final long WORTH_SAYING_BYTES = 100_000_000;

    Journal open(Host host) throws IOException {
        if (!save) {
            return Journal.unsaved(Host.VERSION, host.clock());
        }
        if (file.isPresent()) {
            return open(Path.of(file.get()), host);
        }
        Timelines all = new Timelines(host.timelines());
        if (id.isPresent()) {
            return open(find(host, id.get()), host);
        }
        Optional<Path> last = newest ? all.newest() : Optional.empty();
        if (last.isPresent()) {
            return open(last.get(), host);
        }
        return Journal.create(host.timelines(), Host.VERSION, host.clock());
    }

    private static Journal open(Path file, Host host) throws IOException {
        long unread = Journal.unread(file);
        if (unread >= WORTH_SAYING_BYTES && host.err().terminal()) {
            host.err()
                    .safeLine(String.format(
                            Locale.ROOT,
                            "note: %s has no index yet; reading %,d MB …",
                            file.getFileName(),
                            unread / 1_000_000));
        }
        return Journal.open(file, Host.VERSION, host.clock());
    }

    /** Of a timeline that is at least so large: the same, before it has been read. */
    Optional<Unscanned> unscanned(Host host, long worthBytes) throws IOException {
        Optional<Path> large = save ? existing(host) : Optional.empty();
        return large.isPresent() ? Unscanned.of(large.get(), worthBytes, Host.VERSION, host.clock()) : Optional.empty();
    }

    /** The file that would be gone on with; empty when a new timeline would be begun. */
    public Optional<Path> existing(Host host) throws IOException {
        if (file.isPresent()) {
            return file.map(Path::of).filter(Files::exists);
        }
        return id.isPresent()
                ? Optional.of(find(host, id.get()))
                : newest ? new Timelines(host.timelines()).newest() : Optional.empty();
    }

    /** The timeline file that the user means: a path, an id or the end of one. */
    public static Path find(Host host, String fileOrId) throws IOException {
        return new Timelines(host.timelines())
                .find(fileOrId)
                .orElseThrow(() -> new Missing(fileOrId, Files.exists(host.timelines())));
    }

    /** There is no such timeline; a mistake in the command rather than damage. */
    public static final class Missing extends IOException {
        Missing(String name, boolean anyThere) {
            super("There is no timeline \"" + name + "\"."
                    + (anyThere ? " `sacred timelines` lists those there are." : " Nothing has been saved yet."));
        }
    }
}
