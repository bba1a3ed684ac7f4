package sacred.app.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The section {@code export}: what of a timeline is not shared. */
record ExportSection(Entry.Group group, Problems problems) {

    static final String NAME = "export";

    /** In characters. A longer one is a list that should be several. */
    private static final int LONGEST = 500;
    /** RE2 writes counted repetitions out; those in one another would fill any memory before it complains. */
    private static final int LARGEST = 10_000;

    private static final java.util.regex.Pattern TOKEN = java.util.regex.Pattern.compile(
            "\\\\.|\\[\\^?]?(?:\\\\.|[^\\]\\\\])*+]|\\{([0-9]{1,6})(?:,([0-9]{0,6}))?}|.",
            java.util.regex.Pattern.DOTALL);

    Config.Export export() {
        List<String> patterns = new ArrayList<>();
        for (Entry.Text pattern : group.texts("redact")) {
            complaint(pattern.value())
                    .ifPresentOrElse(
                            why -> problems.add(pattern.place(), pattern.path(), why),
                            () -> patterns.add(pattern.value()));
        }
        return new Config.Export(patterns);
    }

    private static Optional<String> complaint(String pattern) {
        if (pattern.length() > LONGEST) {
            return Optional.of("longer than " + LONGEST + " characters; write several.");
        }
        if (size(pattern) > LARGEST) {
            return Optional.of("its repetitions multiply to more than " + LARGEST + " steps; repeat less.");
        }
        try {
            if (Pattern.compile(pattern).matcher("").matches()) {
                return Optional.of("matches the empty text; it would take out nothing, or everything.");
            }
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("no regular expression of RE2: " + e.getDescription()
                    + ". Backreferences and looking around do not exist there.");
        }
    }

    /** How many steps the expression has when its repetitions are written out; an upper bound. */
    private static long size(String pattern) {
        Deque<long[]> groups = new ArrayDeque<>(List.of(new long[] {0, 0}));
        for (java.util.regex.Matcher token = TOKEN.matcher(pattern); token.find(); ) {
            long[] group = groups.peek();
            if (token.group(1) != null) {
                String most = token.group(2) == null || token.group(2).isEmpty() ? token.group(1) : token.group(2);
                long times = Math.max(1, Math.max(Long.parseLong(token.group(1)), Long.parseLong(most)));
                group[0] += group[1] * (times - 1);
                group[1] *= times;
            } else if (token.group().equals("(")) {
                groups.push(new long[] {0, 0});
            } else if (token.group().equals(")") && groups.size() > 1) {
                long inside = groups.pop()[0];
                groups.peek()[0] += inside;
                groups.peek()[1] = inside;
            } else {
                group[0]++;
                group[1] = 1;
            }
            if (groups.peek()[0] > LARGEST) {
                return groups.peek()[0];
            }
        }
        return groups.stream().mapToLong(group -> group[0]).sum();
    }
}
