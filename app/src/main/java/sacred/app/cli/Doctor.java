package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Checks;
import sacred.app.session.Setup;
import sacred.app.view.CacheLine;
import sacred.app.view.ProviderList;
import sacred.providers.Check;

/** {@code sacred doctor}: everything that can be wrong, looked at once; no secret is shown. */
final class Doctor implements Command {

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String synopsis() {
        return "";
    }

    @Override
    public String about() {
        return "looks at Java, the terminal, the data directory, the configuration, the providers and the MCP servers";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(new Option(
                        null,
                        "prune",
                        false,
                        "remove what stands in attached files that no timeline in the data directory names any more"));
    }

    @Override
    public int run(Invocation call, Host host) throws IOException, InterruptedException {
        if (call.has("prune")) {
            return new AttachmentCheck(host).prune();
        }
        say(host, "sacred", Host.VERSION);
        say(host, "Java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        say(host, "terminal", host.env().getOrDefault("TERM", "TERM is not set"));
        boolean sound = new DataCheck(host).run((what, value) -> say(host, what, value));
        new AttachmentCheck(host).found().ifPresent(found -> say(host, "attached", found));
        try (Setup setup = Setup.of(host, call.config())) {
            say(host, "config", setup.config().file().map(Path::toString).orElse("none, the defaults are in force"));
            setup.config().notes().forEach(note -> say(host, "", note));
            say(host, "log", setup.log().described());
            say(host, "answers", setup.settings().format() + (setup.config().isDefault() ? ", by default" : ""));
            say(host, "cache", cache(host, setup.config()));
            for (var found : Checks.of(setup.providers().all(), Checks.PATIENCE).entrySet()) {
                Check check = found.getValue();
                sound &= check.ok();
                say(host, "provider", found.getKey().name() + ": " + ProviderList.state(check));
            }
            setup.servers().settle();
            setup.servers().states().forEach(state -> say(host, "mcp", state));
            setup.config().disabled().forEach((name, reason) -> say(host, "provider", name + ": disabled, " + reason));
        } catch (ConfigException e) {
            sound = false;
            e.problems().forEach(problem -> say(host, "config", problem));
        }
        return sound ? Cli.OK : Cli.FAILED;
    }

    private static String cache(Host host, Config config) {
        Config.Cache wanted = config.cache();
        return CacheLine.of(wanted.enabled(), wanted.timeToLive(), Setup.cache(host, config));
    }

    private static void say(Host host, String what, String value) {
        host.out().safeLine(String.format("%-10s %s", what, value));
    }
}
