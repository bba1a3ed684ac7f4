package sacred.cognition.tool.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a command is started as the leader of a session and a process group of its own, away from the terminal and its keys:
 * by {@code setsid} where there is one, else by Perl, which macOS has.
 */
record Launch(List<String> prefix) {

    private static final String PERL = "use POSIX; POSIX::setsid() > 0 or die; exec { $ARGV[0] } @ARGV or die";

    Launch {
        prefix = List.copyOf(prefix);
    }

    /** @param path directories to look in besides the usual ones; empty when none of them has what it takes */
    static Optional<Launch> in(List<Path> path) {
        return find("setsid", path).map(setsid -> new Launch(List.of(setsid))).or(() -> byPerl(path));
    }

    static Optional<Launch> byPerl(List<Path> path) {
        return find("perl", path).map(perl -> new Launch(List.of(perl, "-e", PERL)));
    }

    /** The usual directories, then those of a {@code PATH} that do not depend on where we are. */
    static List<Path> directories(String path) {
        return Stream.concat(Stream.of("/usr/bin", "/bin"), Stream.of(path.split(File.pathSeparator)))
                .filter(directory -> directory.startsWith("/"))
                .map(Path::of)
                .toList();
    }

    private static Optional<String> find(String program, List<Path> path) {
        return path.stream()
                .map(directory -> directory.resolve(program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }
}
