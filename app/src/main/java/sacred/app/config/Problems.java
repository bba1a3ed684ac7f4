package sacred.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one file, collected so that all of it is shown at once, in the order of the file. */
final class Problems {

    private static final int SHOWN_AT_MOST = 20;

    private record Problem(Place place, String path, String message) {
        String where() {
            return path.isEmpty() ? "" : path + ": ";
        }
    }

    private final String fileName;
    private final List<Problem> found = new ArrayList<>();
    private WrittenKeys keys = WrittenKeys.NONE;

    Problems(String fileName) {
        this.fileName = Shown.printable(fileName);
    }

    /** From now on these are shown nowhere. */
    void hide(WrittenKeys written) {
        keys = written;
    }

    void add(Place place, String path, String message) {
        found.add(new Problem(place, path, message));
    }

    /** Whether something is wrong at a part of the file already, so that what follows from it need not be said. */
    boolean anyBelow(String path) {
        return found.stream().anyMatch(p -> p.path.startsWith(path + "."));
    }

    /** The failure for a file that cannot be read any further. */
    ConfigException fatal(Place place, String message) {
        add(place, "", message);
        return new ConfigException(lines());
    }

    void throwIfAny() throws ConfigException {
        if (!found.isEmpty()) {
            throw new ConfigException(lines());
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparing(Problem::place))
                .limit(SHOWN_AT_MOST)
                .forEach(p -> lines.add(fileName + ":" + p.place + "  " + keys.hiddenIn(p.where() + p.message)));
        int more = found.size() - SHOWN_AT_MOST;
        if (more > 0) {
            lines.add(fileName + "  and " + more + " more.");
        }
        return lines;
    }
}
