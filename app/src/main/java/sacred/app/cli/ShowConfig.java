package sacred.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.config.ConfigLoader;
import sacred.app.host.Host;
import sacred.app.session.Composites;

/** {@code sacred config}: whether the configuration is right, where it is, what one looks like. */
final class ShowConfig implements Command {

    @Override
    public String name() {
        return "config";
    }

    @Override
    public String synopsis() {
        return "check|path|example";
    }

    @Override
    public String about() {
        return "whether the configuration is right, where it is, an example to start from";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, ConfigException {
        String what = call.onlyWord("of check, path and example");
        switch (what) {
            case "check" -> check(load(call, host), host);
            case "path" -> path(call, host);
            case "example" -> host.out().text(ConfigLoader.example());
            default ->
                throw new UsageException("config " + what + " means nothing; there are check, path and example.");
        }
        return Cli.OK;
    }

    static Config load(Invocation call, Host host) throws ConfigException {
        return ConfigLoader.load(
                call.config(),
                host.env(),
                host.home().map(home -> home.resolve("config.yaml")),
                Composites.saved(host)::has);
    }

    private static void check(Config config, Host host) {
        host.out()
                .safeLine(
                        config.file().map(f -> f + ": ok").orElse("No configuration file: the defaults are in force."));
        config.notes().forEach(note -> host.out().safeLine("note: " + note));
        config.disabled()
                .forEach((name, reason) -> host.out().safeLine("note: provider " + name + " is disabled: " + reason));
    }

    private static void path(Invocation call, Host host) throws ConfigException {
        Optional<Path> file = load(call, host).file();
        if (file.isPresent()) {
            host.out().line(file.get().toString());
            return;
        }
        host.err().line("There is no configuration file. These places are searched:");
        ConfigLoader.searched(call.config(), host.env(), host.home().map(home -> home.resolve("config.yaml")))
                .forEach(p -> host.err().line("  " + p));
    }
}
