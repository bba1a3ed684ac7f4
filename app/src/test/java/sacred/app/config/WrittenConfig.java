package sacred.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real {@code config.yaml} in a directory of the test, loaded the way the program loads it. */
record WrittenConfig(Path file) {

    static WrittenConfig in(Path directory, String yaml) {
        return in(directory, yaml.getBytes(StandardCharsets.UTF_8));
    }

    static WrittenConfig in(Path directory, byte[] bytes) {
        try {
            return new WrittenConfig(Files.write(directory.resolve("config.yaml"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Config load(Map<String, String> env) throws ConfigException {
        return ConfigLoader.load(Optional.of(file), env, Optional.empty());
    }

    /** What is wrong with it; none when it loads. */
    List<String> problems(Map<String, String> env) {
        try {
            load(env);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }
}
