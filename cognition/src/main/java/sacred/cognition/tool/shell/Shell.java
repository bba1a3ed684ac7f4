package sacred.cognition.tool.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/**
 * Runs a command of the shell. It always needs leave, for exactly the text that runs: nothing is parsed and no list says
 * what is dangerous, because any such list can be fooled. The command has no terminal, no input and none of our keys, and
 * whatever it starts ends with it.
 */
public final class Shell implements Tool {

    private static final ToolSpec SPEC = new ToolSpec(
            "shell",
            "Runs a command with /bin/sh in the user's project, once the user has allowed it, and tells its exit code"
                + " and output. There is no input and no terminal; what runs in the background ends with the command.",
            """
            {"type":"object","properties":{"command":{"type":"string"},\
            "timeout_s":{"type":"integer","description":"1 to 600; 120 when absent"}},"required":["command"]}\
            """);

    private static final String PERMISSION = "shell";
    private static final int USUAL_SECONDS = 120;
    private static final int MOST_SECONDS = 600;
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** Linux takes no longer argument. */
    private static final int LONGEST_BYTES = 100_000;

    private static final int KEPT_BYTES = 7_500;
    private static final long READER_MILLIS = 500;

    private final Path directory;
    private final Map<String, String> env;
    private final LongSupplier nanos;
    private final String interpreter;
    private final long mostBytes;

    /**
     * @param directory in which commands run
     * @param env of this process, of which commands get a part
     * @param nanos a monotonic clock
     */
    public Shell(Path directory, Map<String, String> env, LongSupplier nanos) {
        this(directory, env, nanos, "/bin/sh", 1_000_000_000L);
    }

    /** @param mostBytes a command that prints more is stopped */
    Shell(Path directory, Map<String, String> env, LongSupplier nanos, String interpreter, long mostBytes) {
        this.directory = directory;
        this.env = Map.copyOf(env);
        this.nanos = nanos;
        this.interpreter = interpreter;
        this.mostBytes = mostBytes;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<String> permission() {
        return Optional.of(PERMISSION);
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(MOST_SECONDS).plus(GRACE);
    }

    @Override
    public Optional<Approval> needs(Arguments arguments, Context context) throws ToolException {
        String command = command(arguments);
        seconds(arguments);
        return Optional.of(
                new Approval(PERMISSION, "run a command in " + directory, command, directory + "\0" + command));
    }

    private static int seconds(Arguments arguments) throws ToolException {
        return arguments.whole("timeout_s", USUAL_SECONDS, 1, MOST_SECONDS);
    }

    /** What cannot be run exactly as it is shown is not run. */
    private static String command(Arguments arguments) throws ToolException {
        String command = arguments.verbatim("command");
        if (command.isBlank()) {
            throw new ToolException("The command is empty.");
        }
        if (command.indexOf('\0') >= 0) {
            throw new ToolException("A command cannot contain a NUL character.");
        }
        if (command.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new ToolException("The command is longer than " + LONGEST_BYTES + " bytes.");
        }
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(command)
                || !new String(command.getBytes(charset), StandardCharsets.UTF_8).equals(command)) {
            throw new ToolException(
                    "The command has characters that cannot be passed on in the locale of this program.");
        }
        return command;
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException, InterruptedException {
        int seconds = seconds(arguments);
        Running running = start(command(arguments));
        Thread atExit = Thread.ofPlatform().name("end-command").unstarted(running.family::end);
        hook(atExit);
        boolean ended = false;
        boolean left;
        try {
            ended = running.ends(seconds);
        } finally {
            left = running.family.end() && ended;
            unhook(atExit);
            running.finish();
        }
        return result(running, ended, left, seconds);
    }

    private String result(Running running, boolean ended, boolean left, int seconds) throws ToolException {
        String output = running.output.text();
        if (!ended) {
            String why = running.output.total() > mostBytes
                    ? "it printed more than " + mostBytes + " bytes"
                    : "it took longer than " + seconds + " s";
            throw new ToolException("The command was stopped: " + why + ". It had printed:\n" + output);
        }
        return "exit code " + running.process.exitValue()
                + (left ? ", and what still ran in the background was ended" : "")
                + (output.isEmpty() ? ", no output" : "\n" + output);
    }

    private Running start(String command) throws ToolException {
        Launch launch = Launch.in(Launch.directories(env.getOrDefault("PATH", "")))
                .orElseThrow(() -> new ToolException(
                        "Commands need setsid or perl, which keep them away from the terminal; neither is here."));
        String id = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(launch.command(List.of(interpreter, "-c", command)))
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(CleanEnvironment.of(env));
        builder.environment().put("SACRED_COMMAND", id);
        try {
            return new Running(builder.start(), "SACRED_COMMAND=" + id);
        } catch (IOException e) {
            throw new ToolException("The command could not be started: " + e.getMessage());
        }
    }

    private static void hook(Thread atExit) {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // the turn is being stopped already, and ends the command itself
        }
    }

    private static void unhook(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // the hook does its work
        }
    }

    /** A command, its family and the thread that takes what it prints. */
    private final class Running {
        private final Process process;
        private final Family family;
        private final Capture output = new Capture(KEPT_BYTES);
        private final Thread reader;

        Running(Process process, String mark) {
            this.process = process;
            this.family = new Family(process, mark, Family.PROCESSES, nanos);
            this.reader = Thread.ofPlatform().daemon().name("command-output").start(this::read);
        }

        private void read() {
            byte[] buffer = new byte[64 * 1024];
            try (InputStream in = process.getInputStream()) {
                for (int n = in.read(buffer); n >= 0 && output.total() <= mostBytes; n = in.read(buffer)) {
                    output.add(buffer, n);
                }
                if (output.total() > mostBytes) {
                    process.toHandle().destroyForcibly();
                }
            } catch (IOException closed) {
                // nobody writes any more
            }
        }

        /** Whether it ended by itself in time. */
        boolean ends(int seconds) throws InterruptedException {
            return process.waitFor(seconds, TimeUnit.SECONDS) && output.total() <= mostBytes;
        }

        /** Takes what is still in the pipe; a process that could not be ended does not hold us up. */
        void finish() throws InterruptedException {
            reader.join(READER_MILLIS);
        }
    }
}
