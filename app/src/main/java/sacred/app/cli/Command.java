package sacred.app.cli;

import java.io.IOException;
import java.util.Set;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;

/** A subcommand of {@code sacred}. */
interface Command {

    String name();

    /** What follows the name in the help. */
    String synopsis();

    /** One line for the help. */
    String about();

    /** Options of its own, beside the global ones. */
    Options options();

    /** Which of {@link Invocation#CHOICES} mean something to it; it refuses the others. */
    default Set<String> chosen() {
        return Set.of();
    }

    /** Runs it; the result is the exit code. */
    int run(Invocation call, Host host) throws UsageException, ConfigException, IOException, InterruptedException;
}
