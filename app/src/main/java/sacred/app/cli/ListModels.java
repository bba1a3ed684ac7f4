package sacred.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Composites;
import sacred.app.session.Setup;
import sacred.app.view.ModelList;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderException;

/** {@code sacred models}: what the providers offer. */
final class ListModels implements Command {

    @Override
    public String name() {
        return "models";
    }

    @Override
    public String synopsis() {
        return "[PROVIDER]";
    }

    @Override
    public String about() {
        return "the models that the providers offer, as -m takes them";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        try (Setup setup = Setup.of(host, call.config())) {
            boolean failed = false;
            for (Provider provider : chosen(call, setup)) {
                try {
                    List<ModelInfo> models = provider.list();
                    models.forEach(m -> host.out()
                            .safeLine(ModelList.line(
                                    provider.settings(), setup.windows().complete(provider.name(), m))));
                } catch (ProviderException e) {
                    failed = true;
                    host.err().safeLine("note: " + e.getMessage());
                    provider.settings()
                            .models()
                            .forEach(
                                    m -> host.out().safeLine(provider.settings().name() + ":" + m));
                }
            }
            if (call.words().isEmpty()) {
                Composites.Listed logical = setup.composites().all();
                logical.models().forEach(model -> host.out().safeLine(ModelList.line(model)));
                logical.missing().ifPresent(why -> host.err().safeLine("note: " + why));
            }
            return failed && call.words().size() == 1 ? Cli.FAILED : Cli.OK;
        }
    }

    private static List<Provider> chosen(Invocation call, Setup setup) throws UsageException {
        if (call.words().isEmpty()) {
            return new ArrayList<>(setup.providers().all());
        }
        String name = call.onlyWord("provider");
        Optional<Provider> provider = setup.providers().find(name);
        if (provider.isEmpty()) {
            String why = Optional.ofNullable(setup.config().disabled().get(name))
                    .map(reason -> "is disabled: " + reason)
                    .orElse("is not configured. `sacred providers` lists those that are.");
            throw new UsageException("The provider \"" + name + "\" " + why);
        }
        return List.of(provider.get());
    }
}
