package sacred.cognition.tool.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Every process that a command has started: those of its process group, those that descend from it and, where the kernel
 * shows processes as files, those of its session and those that carry its mark though they have left all of these. Any
 * thread; blocks.
 */
final class Family {

    static final Path PROCESSES = Path.of("/proc");

    private static final int SESSION_FIELD = 3;
    private static final int ROUND_MILLIS = 10;
    /** Who has not ended by then is killed. */
    private static final int TO_END_MILLIS = 250;

    private static final int TO_DIE_MILLIS = 900;

    private final Process leader;
    private final String mark;
    private final Path processes;
    private final LongSupplier nanos;

    /**
     * @param leader of a session and a process group of its own
     * @param mark a variable with its value, such as nobody else has in the environment
     * @param processes where the kernel shows them; what is not there is done without
     * @param nanos a monotonic clock
     */
    Family(Process leader, String mark, Path processes, LongSupplier nanos) {
        this.leader = leader;
        this.mark = mark;
        this.processes = processes;
        this.nanos = nanos;
    }

    /**
     * Ends all of them, with a moment to tidy up; returns within a second, also when interrupted, but on a machine that is too
     * busy never without having killed what was left.
     *
     * @return whether anything was there besides the leader
     */
    boolean end() {
        long start = nanos.getAsLong();
        Set<ProcessHandle> alive = alive();
        boolean groupLives = !shown() && signalGroup("TERM");
        boolean others = groupLives || alive.stream().anyMatch(p -> p.pid() != leader.pid());
        alive.forEach(ProcessHandle::destroy);
        boolean killing = false;
        boolean interrupted = false;
        for (long millis = 0;
                (groupLives || !alive.isEmpty()) && (millis < TO_DIE_MILLIS || !killing);
                millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start)) {
            if (millis >= TO_END_MILLIS) {
                if (!killing || groupLives) {
                    signalGroup("KILL");
                }
                alive.forEach(ProcessHandle::destroyForcibly);
                killing = true;
            }
            interrupted |= pause();
            alive = alive();
            groupLives = groupLives && signalGroup("0");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return others;
    }

    private boolean shown() {
        return Files.isDirectory(processes.resolve("self"));
    }

    private static boolean pause() {
        try {
            Thread.sleep(ROUND_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** To all at once, so that none can start another in time. Whether anybody was there. */
    private boolean signalGroup(String signal) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            "/bin/sh", "-c", "kill -s \"$0\" -- \"-$1\"", signal, String.valueOf(leader.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            // it needs nothing of it, and there may be keys in it
            builder.environment().clear();
            Process kill = builder.start();
            return kill.waitFor(TO_END_MILLIS, TimeUnit.MILLISECONDS) && kill.exitValue() == 0;
        } catch (IOException noProcessCanBeStarted) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The older ones first: a shell that dies before its children cannot complain about their death. */
    private Set<ProcessHandle> alive() {
        Set<ProcessHandle> alive = new TreeSet<>(Comparator.comparingLong(ProcessHandle::pid));
        if (leader.isAlive()) {
            alive.add(leader.toHandle());
            leader.descendants().filter(ProcessHandle::isAlive).forEach(alive::add);
        }
        if (shown()) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
                for (Path process : all) {
                    if (isOurs(process)) {
                        ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                                .filter(ProcessHandle::isAlive)
                                .ifPresent(alive::add);
                    }
                }
            } catch (IOException unreadable) {
                // then the descendants have to do
            }
        }
        return alive;
    }

    private boolean isOurs(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean zombie = fields[0].equals("Z");
            boolean inSession = fields[SESSION_FIELD].equals(String.valueOf(leader.pid()));
            return !zombie && (inSession || carriesMark(process));
        } catch (IOException | IndexOutOfBoundsException gone) {
            return false;
        }
    }

    private boolean carriesMark(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + mark + "\0");
        } catch (IOException notOurs) {
            return false;
        }
    }
}
