package sacred.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.config.ConfigLoader;
import sacred.cognition.TurnSettings;

/**
 * The configuration file while the program runs: notices that it changed and reads it again. A file with an error, one that is
 * gone, and one that would allow more than the one before ({@link Widening}) change nothing by themselves; what was read before
 * stays in force.
 *
 * <p>Looks at the file instead of having it watched: a look costs microseconds, finds every way in which editors replace a
 * file, and works where no events come from, as in directories of other machines. Any thread; blocks on the disk for one small
 * file.
 */
public final class Reload {

    /** What a look at the file has found. */
    public sealed interface Found {}

    /** The file is as it was. */
    public record Same() implements Found {}

    /** The file had problems, and says again what is in force. */
    public record Mended() implements Found {}

    /**
     * Another configuration.
     *
     * @param settings who answers by it, with what the user switched to
     * @param sentences what the user should know
     */
    public record Changed(Setup setup, TurnSettings settings, List<String> sentences) implements Found {}

    /** A file that is not taken into force: its problems, one line each. */
    public record Refused(List<String> problems) implements Found {}

    /** What tells one content of a file from another; the key changes when a new file takes the place of the old one. */
    private record Stamp(Path file, Object key, Object modified, long size) {}

    private final Supplier<TurnSettings> begun;
    private Optional<Stamp> seen;
    private volatile List<String> problems = List.of();

    /** @param begun who answers since the start of the program, for a start without any file; asked when it is needed */
    public Reload(Setup setup, Supplier<TurnSettings> begun) {
        this.begun = begun;
        this.seen = setup.config().file().flatMap(Reload::stamp);
    }

    /** What is wrong with the file as it is now; none when it is in force. */
    public List<String> problems() {
        return problems;
    }

    /** Reads the file again if it is not as it was at the last look. An empty file is one that is being written. */
    public synchronized Found look(Setup now, TurnSettings settings) {
        Optional<Stamp> stamp = ConfigLoader.searched(
                        now.configOption(), now.host().env(), beside(now))
                .stream()
                .flatMap(f -> stamp(f).stream())
                .findFirst();
        boolean beingWritten = stamp.filter(s -> s.size() == 0).isPresent();
        if (stamp.equals(seen) || beingWritten) {
            return new Same();
        }
        seen = stamp;
        return read(now, settings, false);
    }

    /** Reads the file again in any case; the user who asks for it accepts what it allows. */
    public synchronized Found again(Setup now, TurnSettings settings) {
        return read(now, settings, true);
    }

    private Found read(Setup now, TurnSettings settings, boolean accepted) {
        Found found;
        try {
            found = compared(now, settings, accepted);
        } catch (ConfigException e) {
            found = new Refused(e.problems());
        }
        if (found instanceof Same && !problems.isEmpty()) {
            found = new Mended();
        }
        problems = found instanceof Refused refused ? refused.problems() : List.of();
        return found;
    }

    private Found compared(Setup now, TurnSettings settings, boolean accepted) throws ConfigException {
        Config next =
                ConfigLoader.load(now.configOption(), now.host().env(), beside(now), Composites.saved(now.host())::has);
        Config before = now.config();
        if (next.isDefault() && !before.isDefault()) {
            return new Refused(List.of("The configuration file " + before.file().get() + " is gone."));
        }
        if (next.equals(before)) {
            return new Same();
        }
        List<String> wider = Widening.between(now.host(), before, next);
        if (!wider.isEmpty() && !accepted) {
            return new Refused(
                    wider.stream().map(m -> m + " /config reload accepts it.").toList());
        }
        Setup setup = now.with(next);
        Switches switches = new Switches(before.isDefault() ? begun.get() : now.configured(), settings);
        Switches.Kept kept = switches.over(setup.configured(), setup);
        List<String> sentences = new ArrayList<>(wider);
        sentences.addAll(kept.sentences());
        sentences.addAll(Differences.between(before, next));
        return new Changed(setup, kept.settings(), sentences);
    }

    private static Optional<Path> beside(Setup setup) {
        return Setup.beside(setup.host());
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(file, String.valueOf(a.fileKey()), a.lastModifiedTime(), a.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
