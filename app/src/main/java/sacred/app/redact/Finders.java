package sacred.app.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sacred.app.secret.Suspicion;
import sacred.providers.secret.Secrets;

/**
 * Finds what must not be shared. The expressions are RE2's, also those of the user: none takes more than a time that is linear in
 * the text, whatever they and the text are. Immutable.
 */
final class Finders {

    /**
     * Something that was found.
     *
     * @param start in UTF-16 units
     * @param label of a known key; empty for everything else
     */
    record Match(int start, int end, Kind kind, String label) {}

    /** The {@code @} also as a URL writes it. */
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}._%+'-]+(?:@|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}[\\p{L}\\p{N}-]+");

    /** As it is, as JSON may write it, as a URL does, and of Windows with the doubled strokes of JSON. */
    private static final String STROKE = "(?:\\\\{0,2}/|%2[Ff]|\\\\{1,4}|%5[Cc])";

    private static final Pattern HOME = Pattern.compile("(?:[A-Za-z](?::|%3[Aa]))?" + STROKE + "(?:home|Users)" + STROKE
            + "[^/\\\\%\\s\"'`<>:|*?,;()\\[\\]{}\\x00-\\x1f]+");

    /** Names that many machines have; taken out, they would leave holes in ordinary sentences. */
    private static final Set<String> NOBODY = Set.of(
            "root",
            "user",
            "admin",
            "administrator",
            "ubuntu",
            "debian",
            "guest",
            "test",
            "dev",
            "app",
            "node",
            "runner",
            "build",
            "docker",
            "vscode",
            "nobody",
            "home",
            "code",
            "work",
            "default");

    private static final int SHORTEST_NAME = 3;

    private final Secrets secrets;
    private final List<Pattern> homes = new ArrayList<>(List.of(HOME));
    private final List<Pattern> users = new ArrayList<>();
    private final List<Pattern> patterns;
    private final boolean skippedName;

    /** @param patterns of the user, each of which compiles */
    Finders(Secrets secrets, Map<String, String> env, List<String> patterns) {
        this.secrets = secrets;
        this.patterns = patterns.stream().map(Pattern::compile).toList();
        String home = env.getOrDefault("HOME", "").replaceAll("/+$", "");
        if (home.length() > 1) {
            String spelled = Stream.of(home.split("/"))
                    .filter(part -> !part.isEmpty())
                    .map(part -> STROKE + Pattern.quote(part))
                    .reduce("", String::concat);
            homes.add(Pattern.compile(spelled + "\\b"));
        }
        Set<String> names = new LinkedHashSet<>();
        Stream.of("USER", "LOGNAME", "USERNAME")
                .map(name -> env.getOrDefault(name, ""))
                .forEach(names::add);
        names.add(home.substring(home.lastIndexOf('/') + 1));
        names.remove("");
        boolean skipped = false;
        for (String name : names) {
            boolean usable = name.length() >= SHORTEST_NAME && !NOBODY.contains(name.toLowerCase(Locale.ROOT));
            skipped |= !usable;
            if (usable) {
                users.add(Pattern.compile(
                        "(?i)" + edge(name.charAt(0)) + Pattern.quote(name) + edge(name.charAt(name.length() - 1))));
            }
        }
        skippedName = skipped;
    }

    private static String edge(char beside) {
        return Character.isLetterOrDigit(beside) && beside < 128 ? "\\b" : "";
    }

    /** Whether a name of the user is not looked for, because it is short or everybody's. */
    boolean skippedName() {
        return skippedName;
    }

    /** In no order; they may overlap. */
    List<Match> in(String text) {
        List<Match> matches = new ArrayList<>(revealing(text));
        users.forEach(pattern -> add(matches, pattern, text, Kind.USER));
        patterns.forEach(pattern -> add(matches, pattern, text, Kind.PATTERN));
        return matches;
    }

    /** Only what can be told from every word of ours: in a finished document there must be none. */
    List<Match> revealing(String text) {
        List<Match> matches = new ArrayList<>();
        secrets.placesIn(text).forEach(p -> matches.add(new Match(p.start(), p.end(), Kind.KEY, p.label())));
        Suspicion.keysIn(text).forEach(p -> matches.add(new Match(p.start(), p.end(), Kind.SHAPE, "")));
        if (text.indexOf('@') >= 0 || text.contains("%40")) {
            add(matches, EMAIL, text, Kind.EMAIL);
        }
        homes.forEach(pattern -> add(matches, pattern, text, Kind.HOME));
        return matches;
    }

    private static void add(List<Match> matches, Pattern pattern, String text, Kind kind) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                matches.add(new Match(matcher.start(), matcher.end(), kind, ""));
            }
        }
    }
}
