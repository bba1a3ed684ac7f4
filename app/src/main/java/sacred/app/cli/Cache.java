package sacred.app.cli;

import java.io.IOException;
import org.apache.commons.cli.Options;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.session.Setup;
import sacred.app.view.CacheLine;
import sacred.providers.cache.ResponseCache;

/** {@code sacred cache}: where answers are kept for the same request, and how many; {@code clear} removes them. */
final class Cache implements Command {

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String synopsis() {
        return "[clear]";
    }

    @Override
    public String about() {
        return "the answers that are kept for the same request; clear removes them";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Config config = ShowConfig.load(call, host);
        ResponseCache cache = Setup.cache(host, config);
        if (call.words().isEmpty()) {
            host.out()
                    .safeLine(CacheLine.of(
                            config.cache().enabled(), config.cache().timeToLive(), cache));
        } else if (call.onlyWord("word").equals("clear")) {
            host.out().safeLine("Removed " + CacheLine.size(cache.clear()) + " from " + cache.directory() + ".");
        } else {
            throw new UsageException("cache " + call.words().getFirst() + " means nothing; there is clear.");
        }
        return Cli.OK;
    }
}
