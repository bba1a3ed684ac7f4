package sacred.cognition.tool.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import sacred.providers.Secret;

/**
 * A server's process: run by no shell, in a session and a group of its own, in the home directory, with an environment that
 * holds what any program needs and what the configuration gives it. Our own keys are not in it.
 */
final class ChildProcess {

    /** Names of variables, and with an underscore at the end beginnings of names. */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TMPDIR",
            "XDG_RUNTIME_DIR",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME");

    private static final String LOCALE = "LC_";
    private static final long PATIENCE_MS = 300;
    private static final long KILL_PATIENCE_MS = 1000;

    private final Process process;
    private final boolean ownGroup;
    private final Optional<Path> kill;
    private final Thread atExit;

    private ChildProcess(Process process, boolean ownGroup, Optional<Path> kill) {
        this.process = process;
        this.ownGroup = ownGroup;
        this.kill = kill;
        this.atExit = Thread.ofPlatform().name("mcp-at-exit").unstarted(this::end);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * @param env of this program
     * @throws McpException when there is no such program
     */
    static ChildProcess start(McpSettings.Local server, Map<String, String> env) throws McpException {
        String program = server.command().getFirst();
        Path found = program(program, env)
                .orElseThrow(() -> new McpException("cannot be started: there is no program " + program
                        + (program.contains("/") ? "" : " on the PATH")));
        List<String> command = new ArrayList<>();
        Optional<Path> session = program("setsid", env);
        session.ifPresent(path -> command.add(path.toString()));
        command.add(found.toString());
        command.addAll(server.command().subList(1, server.command().size()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment(server, env));
        Path home = Path.of(env.getOrDefault("HOME", "/"));
        // never where the user happens to be: a project must not choose what runs
        builder.directory((Files.isDirectory(home) ? home : Path.of("/")).toFile());
        try {
            return new ChildProcess(builder.start(), session.isPresent(), program("kill", env));
        } catch (IOException e) {
            throw new McpException("cannot be started: " + program + " cannot be run");
        }
    }

    static Map<String, String> environment(McpSettings.Local server, Map<String, String> env) {
        Map<String, String> clean = new LinkedHashMap<>();
        env.forEach((name, value) -> {
            if (INHERITED.contains(name) || name.startsWith(LOCALE)) {
                clean.put(name, value);
            }
        });
        server.env().forEach((String name, Secret value) -> clean.put(name, value.reveal()));
        return clean;
    }

    /** A path that begins at the root, or a name in an absolute directory of the PATH; never the working directory. */
    private static Optional<Path> program(String name, Map<String, String> env) {
        Stream<Path> candidates = name.contains("/")
                ? Stream.of(Path.of(name))
                : Stream.of(env.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")
                                .split(":"))
                        .map(directory -> Path.of(directory, name));
        return candidates
                .filter(Path::isAbsolute)
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    Process process() {
        return process;
    }

    /** Closes its input, and ends it and all that it started when that is not enough. Blocks for a moment. */
    void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // it has ended
        }
        try {
            process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the program is ending already
        }
    }

    /** What the server started may have outlived it, so the group is ended as well. */
    private void end() {
        List<ProcessHandle> descendants = process.descendants().toList();
        if (ownGroup && kill.isPresent()) {
            try {
                new ProcessBuilder(kill.get().toString(), "-KILL", "--", "-" + process.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(KILL_PATIENCE_MS, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                // what follows ends those that are known
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
