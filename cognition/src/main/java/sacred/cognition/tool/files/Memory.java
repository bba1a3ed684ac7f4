package sacred.cognition.tool.files;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.tool.Arguments;

/** What models have seen of files, and what of it has been shown to the user but is not done yet. Any thread. */
final class Memory {

    /** Questions that were refused leave their change behind; the oldest make room. */
    private static final int MOST_PREPARED = 32;

    private final Map<String, String> seen = new LinkedHashMap<>();
    private final Map<Arguments, Change> prepared = new LinkedHashMap<>();

    /** A model knows the file with these bytes. */
    synchronized void saw(Path file, String hash) {
        seen.put(key(file), hash);
    }

    /** Which bytes of the file a model has seen last. */
    synchronized Optional<String> seen(Path file) {
        return Optional.ofNullable(seen.get(key(file)));
    }

    synchronized void prepare(Arguments arguments, Change change) {
        prepared.remove(arguments);
        prepared.put(arguments, change);
        if (prepared.size() > MOST_PREPARED) {
            prepared.remove(prepared.keySet().iterator().next());
        }
    }

    /** What was shown for these arguments; it can be done once. */
    synchronized Optional<Change> take(Arguments arguments) {
        return Optional.ofNullable(prepared.remove(arguments));
    }

    private static String key(Path file) {
        return Normalizer.normalize(file.toString(), Normalizer.Form.NFC);
    }
}
