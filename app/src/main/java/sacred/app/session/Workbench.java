package sacred.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.config.Config;
import sacred.app.host.Host;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.cognition.tool.files.FileTools;
import sacred.cognition.tool.shell.Shell;

/** The tools that models may call in this run: those that touch nothing, and those that the configuration leaves there. */
final class Workbench {

    private Workbench() {}

    static Toolbox of(Host host, Config config) {
        Path here = real(host.directory());
        Config.Tools permissions = config.tools();
        List<Tool> tools = new ArrayList<>();
        if (permissions.files() != Config.Permission.OFF) {
            tools.addAll(FileTools.below(roots(host, config), own(host, config), home(host), host.nanos()));
        }
        if (permissions.shell() != Config.Permission.OFF) {
            tools.add(new Shell(here, host.env(), host.nanos()));
        }
        return Toolbox.HARMLESS.and(tools);
    }

    /** The directories that the tools for files may use; in which the program was started, where none is named. */
    static List<Path> roots(Host host, Config config) {
        List<Path> named = config.tools().roots();
        return named.isEmpty() ? List.of(real(host.directory())) : named;
    }

    /** Where this program keeps what is its own: timelines may quote anything, and the configuration may hold keys. */
    private static List<Path> own(Host host, Config config) {
        String xdg = host.env().getOrDefault("XDG_CONFIG_HOME", "");
        Optional<Path> settings =
                xdg.isEmpty() ? home(host).map(home -> home.resolve(".config")) : Optional.of(Path.of(xdg));
        return Stream.of(
                        Stream.of(host.data()),
                        config.file().stream(),
                        Setup.beside(host).stream(),
                        settings.map(directory -> directory.resolve("sacred")).stream())
                .flatMap(paths -> paths)
                .map(Workbench::real)
                .toList();
    }

    private static Optional<Path> home(Host host) {
        return Optional.of(host.env().getOrDefault("HOME", ""))
                .filter(home -> !home.isEmpty())
                .map(home -> real(Path.of(home)));
    }

    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath().normalize();
        }
    }
}
