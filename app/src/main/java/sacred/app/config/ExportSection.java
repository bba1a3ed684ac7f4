package sacred.app.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section {@code export}: what of a timeline is not shared. */
record ExportSection(Entry.Group group, Problems problems) {

    static final String NAME = "export";

    /** In characters. A longer one is a list that should be several, and repetitions in it could grow beyond any memory. */
    private static final int LONGEST = 500;

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
}
