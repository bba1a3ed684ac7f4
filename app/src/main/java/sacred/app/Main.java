package sacred.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import sacred.app.cli.Cli;
import sacred.app.config.ConfigException;
import sacred.app.config.KnownSecrets;
import sacred.app.host.Host;
import sacred.app.host.Output;
import sacred.app.log.Foreign;
import sacred.app.log.Log;
import sacred.app.log.LogLevel;
import sacred.providers.secret.Secrets;

/** The start of the program: takes hold of the outside world and hands it to the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Host host = new Host(
                System.getenv(),
                InstantSource.system(),
                System::nanoTime,
                ZoneId.systemDefault(),
                new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out), terminal('1')),
                new Output(new FileOutputStream(FileDescriptor.err), terminal('2')),
                terminal('0'),
                Optional.ofNullable(System.getProperty("sacred.home")).map(Path::of));
        Secrets secrets = KnownSecrets.in(host.env());
        host.out().hide(secrets::redact);
        host.err().hide(secrets::redact);
        LogLevel level = LogLevel.of(host.env().getOrDefault("SACRED_LOG", "")).orElse(LogLevel.INFO);
        Log log = Log.in(host.data(), level, host.clock(), host.err()::hidden);
        System.setProperty("java.util.logging.config.class", Foreign.Settings.class.getName());
        Foreign.to(log);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> log.mistake("The thread " + thread.getName() + " ended", e));
        System.exit(run(args, host, log));
    }

    private static int run(String[] args, Host host, Log log) {
        try {
            if (args.length == 1 && args[0].equals("--train-start-up")) {
                return StartUpTraining.run(host);
            }
            return Cli.run(args, host);
        } catch (InterruptedException e) {
            return Cli.INTERRUPTED;
        } catch (IOException | ConfigException e) {
            host.err().line("sacred: the start-up training failed: " + e);
            return Cli.FAILED;
        } catch (RuntimeException | Error e) {
            log.mistake("The program ended", e);
            host.err().line("sacred: this is a bug in sacred, please report it: " + e);
            for (StackTraceElement at : e.getStackTrace()) {
                if (at.getClassName().startsWith("sacred.")) {
                    host.err().line("        " + at.getClassName() + ":" + at.getLineNumber());
                }
            }
            return Cli.FAILED;
        }
    }

    /** The launcher looks which of 0, 1 and 2 are terminals, which Java cannot tell one by one. */
    private static boolean terminal(char descriptor) {
        return System.getProperty("sacred.terminals", "").indexOf(descriptor) >= 0;
    }
}
