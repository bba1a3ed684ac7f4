package sacred.cognition.tool.files;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** What changes in a text, as a unified difference that leaves nothing out: ends of lines and of the file count. */
final class Difference {

    private static final int CONTEXT_LINES = 3;
    /** Above so many pairs of lines the smallest difference takes too long to find; what changed is then shown whole. */
    private static final long MOST_PAIRS = 4_000_000;

    private static final String NO_END = "\\ No newline at end of file";

    private Difference() {}

    /** @param before null for a file that is new */
    static String between(String name, String before, String after) {
        List<String> old = before == null ? List.of() : lines(before);
        List<String> now = lines(after);
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        before == null ? "/dev/null" : name, name, old, patch(old, now), CONTEXT_LINES));
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        } else {
            lines.add(NO_END);
        }
        return lines;
    }

    private static Patch<String> patch(List<String> old, List<String> now) {
        int most = Math.min(old.size(), now.size());
        int head = 0;
        while (head < most && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> gone = old.subList(head, old.size() - tail);
        List<String> come = now.subList(head, now.size() - tail);
        if ((long) gone.size() * come.size() <= MOST_PAIRS) {
            return DiffUtils.diff(old, now);
        }
        Patch<String> whole = new Patch<>();
        whole.addDelta(new ChangeDelta<>(new Chunk<>(head, gone), new Chunk<>(head, come)));
        return whole;
    }
}
