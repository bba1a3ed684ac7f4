package sacred.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sacred.cognition.strategy.Options;
import sacred.timeline.journal.Private;

/**
 * The logical models that a command has saved: a file each, in the format of the section {@code logical_models}. Any thread;
 * blocks on the disk for small files.
 */
public final class SavedModels {

    private static final String END = ".yaml";

    private final Path directory;

    public SavedModels(Path directory) {
        this.directory = directory;
    }

    /** By name, in the order of the names. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(f -> f.endsWith(END))
                    .map(f -> f.substring(0, f.length() - END.length()))
                    .sorted()
                    .toList();
        }
    }

    public boolean has(String name) {
        return Providers.NAME.matcher(name).matches() && Files.isRegularFile(file(name));
    }

    /** @throws ConfigException when somebody has changed its file so that it cannot be read */
    public Optional<Config.LogicalModel> find(String name) throws ConfigException {
        if (!has(name)) {
            return Optional.empty();
        }
        Problems problems = new Problems(name + END);
        Entry.Group root = YamlTree.read(ConfigText.read(file(name), Map.of(), problems), problems)
                .map(tree -> new Walk(Map.of(), problems).root(tree))
                .orElseThrow(() -> problems.fatal(new Place(1, 1), "is empty."));
        Config.LogicalModel model =
                LogicalModels.read(root.group("logical_models"), problems).get(name);
        problems.throwIfAny();
        return Optional.ofNullable(model);
    }

    /** @throws IllegalArgumentException when it cannot be called so; a sentence for the user */
    public void save(Config.LogicalModel model) throws IOException {
        if (!LogicalModels.canBeCalled(model.name())) {
            throw new IllegalArgumentException("\"" + Shown.printable(model.name()) + "\" is no name for it: letters,"
                    + " digits, \".\", \"_\" and \"-\", and not direct, tools or composite.");
        }
        Private.directory(directory);
        // a temporary file is its owner's alone from the moment it exists
        Path beside = Files.createTempFile(directory, ".saving", "");
        Files.writeString(beside, text(model));
        Files.move(beside, file(model.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether there was one. */
    public boolean remove(String name) throws IOException {
        return has(name) && Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return directory.resolve(name + END);
    }

    /** As it would stand in the configuration. */
    public static String text(Config.LogicalModel model) {
        Map<String, String> lines = new TreeMap<>(model.roles());
        lines.replaceAll((_, reference) -> quoted(reference));
        Options options = model.options();
        lines.put("confidence_threshold", String.valueOf(options.threshold()));
        lines.put("agreement_threshold", String.valueOf(options.agreement()));
        lines.put("stop_on", options.stopOn().wire());
        lines.put("min_iterations", String.valueOf(options.minIterations()));
        options.iterations().ifPresent(most -> lines.put("max_iterations", String.valueOf(most)));
        lines.put("quorum", String.valueOf(options.quorum()));
        options.patience().ifPresent(p -> lines.put("member_timeout_s", String.valueOf(p.toMillis() / 1000.0)));
        if (!options.system().isEmpty()) {
            lines.put("system", quoted(options.system()));
        }
        List<String> members = new ArrayList<>(model.members());
        members.replaceAll(SavedModels::quoted);
        StringBuilder text = new StringBuilder("logical_models:\n  " + model.name() + ":\n");
        text.append("    strategy: ").append(model.strategy()).append('\n');
        text.append("    models: [").append(String.join(", ", members)).append("]\n");
        lines.forEach((key, value) ->
                text.append("    ").append(key).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** A text of YAML in double quotes; a dollar is the default of a variable that there is not. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '$' -> quoted.append("${_:-$}");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
