package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Checks;
import sacred.app.session.Setup;
import sacred.app.view.ProviderList;
import sacred.providers.Check;
import sacred.providers.Provider;

/** {@code sacred providers}: what is configured; with {@code --check} also what answers. */
final class ListProviders implements Command {

    @Override
    public String name() {
        return "providers";
    }

    @Override
    public String synopsis() {
        return "[--check]";
    }

    @Override
    public String about() {
        return "the configured providers; --check asks each whether it is there";
    }

    @Override
    public Options options() {
        return new Options().addOption(new Option(null, "check", false, "ask every enabled provider"));
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        try (Setup setup = Setup.of(host, call.config())) {
            setup.config().notes().forEach(note -> host.err().safeLine("note: " + note));
            List<Provider> all = setup.providers().all();
            Map<Provider, Check> checks = call.has("check") ? Checks.of(all, Checks.PATIENCE) : Map.of();
            for (Provider provider : all) {
                Optional<String> state =
                        Optional.ofNullable(checks.get(provider)).map(ProviderList::state);
                host.out().safeLine(ProviderList.line(provider.settings(), state));
            }
            setup.config()
                    .disabled()
                    .forEach((name, reason) -> host.out().safeLine(ProviderList.disabled(name, reason)));
            return Cli.OK;
        }
    }
}
