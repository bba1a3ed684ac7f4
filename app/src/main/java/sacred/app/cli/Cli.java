package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.line.LineUi;
import sacred.app.loop.ScreenUi;
import sacred.app.session.Resuming;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.Target;
import sacred.app.term.FullScreen;
import sacred.timeline.journal.Unscanned;

/** The command line: finds the subcommand, runs it, and turns what can go wrong into a sentence and an exit code. */
public final class Cli {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    /** Nothing was answered, because it would have cost more than may be spent. */
    public static final int BUDGET = 3;

    public static final int INTERRUPTED = 130;
    /** What a shell says of a program that wrote to a closed pipe. */
    public static final int BROKEN_PIPE = 141;

    static final List<Command> ALL = List.of(
            new Ask(),
            new RunConsortium(),
            new Rearbitrate(),
            new Replay(),
            new ListTimelines(),
            new Show(),
            new ShowTrace(),
            new Verify(),
            new RepairTimeline(),
            new SearchTimelines(),
            new Export(),
            new Import(),
            new Fork(),
            new Compare(),
            new RerunTimeline(),
            new ShowStats(),
            new ListProviders(),
            new ListModels(),
            new ShowConfig(),
            new Cache(),
            new Doctor());

    private Cli() {}

    public static int run(String[] args, Host host) throws InterruptedException {
        try {
            Invocation call = Invocation.parse(args, ALL);
            if (call.has("version")) {
                host.out().line("sacred " + Host.VERSION);
                return OK;
            }
            if (call.has("help")) {
                Help.print(call, host.out());
                return OK;
            }
            if (call.command().isPresent()) {
                return call.command().get().run(call, host);
            }
            return repl(call, host);
        } catch (UsageException e) {
            host.err().line("sacred: " + e.getMessage());
            host.err().line("        sacred --help shows what there is.");
            return USAGE;
        } catch (ConfigException e) {
            e.problems().forEach(host.err()::line);
            return USAGE;
        } catch (Target.Missing e) {
            host.err().line("sacred: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            host.err().line("sacred: " + Sentence.of(e));
            return FAILED;
        }
    }

    /**
     * Whether there is a terminal to show a full screen, and it is wanted to.
     *
     * @param altScreen as in the configuration: {@code always} also where TERM says that the terminal can do nothing
     */
    static boolean fullScreen(Invocation call, Host host, String altScreen) {
        boolean wanted = switch (altScreen) {
            case "always" -> true;
            case "never" -> false;
            default -> !host.dumb();
        };
        return wanted
                && !call.has("plain")
                && host.stdinIsTerminal()
                && host.out().terminal();
    }

    private static int repl(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        try (Setup setup = Setup.of(host, call.config())) {
            Answering answering = Answering.of(call, setup);
            boolean screen = fullScreen(call, host, setup.config().ui().altScreen());
            boolean asLeft = !call.has("model");
            Target target = call.target(true);
            Optional<Resuming> large = screen
                    ? Resuming.of(setup, target, answering.settings(), asLeft, Unscanned.WORTH_BYTES)
                    : Optional.empty();
            if (large.isPresent()) {
                return ScreenUi.run(setup, large.get(), FullScreen::open);
            }
            Session session = setup.open(target, answering.settings());
            if (asLeft) {
                session.asLeft(setup::reference);
            }
            return screen ? ScreenUi.run(setup, session, FullScreen::open) : LineUi.run(setup, session);
        }
    }
}
