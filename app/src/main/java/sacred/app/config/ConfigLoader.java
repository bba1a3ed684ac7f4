package sacred.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the configuration file and reads it. Blocks on the disk for one small file; contacts nobody. The working
 * directory is never looked at unless the user names a file in it.
 */
public final class ConfigLoader {

    private static final String EXAMPLE = "config.yaml.example";

    private ConfigLoader() {}

    /**
     * The configuration of this run; the built-in defaults when there is no file.
     *
     * @param option the file after {@code --config}
     * @param besideLauncher {@code config.yaml} in the directory of the launcher, whether it exists or not
     * @throws ConfigException with everything that is wrong at once
     */
    public static Config load(Optional<Path> option, Map<String, String> env, Optional<Path> besideLauncher)
            throws ConfigException {
        return load(option, env, besideLauncher, _ -> false);
    }

    /**
     * The same.
     *
     * @param saved whether a logical model of that name has been saved by a command, beside those of the file
     */
    public static Config load(
            Optional<Path> option, Map<String, String> env, Optional<Path> besideLauncher, Predicate<String> saved)
            throws ConfigException {
        Optional<Path> file = find(option, env, besideLauncher);
        Problems problems =
                new Problems(file.map(f -> String.valueOf(f.getFileName())).orElse(""));
        Entry.Group root = new Entry.Group("", new Place(1, 1), Map.of());
        if (file.isPresent()) {
            Optional<YamlNode> tree = YamlTree.read(ConfigText.read(file.get(), env, problems), problems);
            root = tree.map(t -> new Walk(env, problems).root(t)).orElse(root);
        }
        Config config = new Assembly(root, env, saved, problems).config(file);
        problems.throwIfAny();
        return config;
    }

    /** The file that {@link #load} reads; empty when the built-in defaults apply. */
    public static Optional<Path> find(Optional<Path> option, Map<String, String> env, Optional<Path> besideLauncher)
            throws ConfigException {
        Optional<Path> named = named(option, env);
        for (Path candidate : searched(option, env, besideLauncher)) {
            // a link that leads nowhere was put there by somebody and is worth a message
            boolean there = Files.exists(candidate, LinkOption.NOFOLLOW_LINKS);
            if (there || named.isPresent()) {
                checkReadable(candidate);
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Where a configuration is looked for, in this order; a file that the user names is the only place. */
    public static List<Path> searched(Optional<Path> option, Map<String, String> env, Optional<Path> besideLauncher) {
        Optional<Path> named = named(option, env);
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<Path> places = new ArrayList<>();
        home(env).ifPresent(h -> places.add(h.resolve("sacred").resolve("config.yaml")));
        besideLauncher.ifPresent(places::add);
        return places;
    }

    /** The commented template, as {@code sacred config example} prints it. */
    public static String example() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream(EXAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> named(Optional<Path> option, Map<String, String> env) {
        return option.or(() -> set(env, "SACRED_CONFIG").map(Path::of));
    }

    private static Optional<Path> home(Map<String, String> env) {
        // a relative XDG directory has to be ignored, says its specification
        return set(env, "XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() ->
                        set(env, "HOME").map(h -> Path.of(h).resolve(".config")).filter(Path::isAbsolute));
    }

    private static Optional<String> set(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(v -> !v.isBlank());
    }

    private static void checkReadable(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            throw unusable(file, "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw unusable(file, "is a directory, not a file");
        }
        if (!Files.isRegularFile(file)) {
            throw unusable(file, "is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw unusable(file, "cannot be read: permission denied");
        }
    }

    private static ConfigException unusable(Path file, String why) {
        return new ConfigException(
                List.of("The configuration file " + Shown.printable(file.toString()) + " " + why + "."));
    }
}
