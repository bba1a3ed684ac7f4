package sacred.cognition.tool.files;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import sacred.cognition.tool.ToolException;

/**
 * A pattern for paths: {@code *} and {@code ?} stay between slashes, {@code **} crosses them, {@code {a,b}} is either,
 * {@code [ab]} one of. Without a slash it is about names, at any depth. Matching takes time in proportion to the path.
 */
final class GlobPattern {

    private static final int LONGEST = 500;

    private final Pattern pattern;

    GlobPattern(String glob) throws ToolException {
        if (glob.length() > LONGEST) {
            throw new ToolException("The pattern is too long.");
        }
        try {
            pattern = Pattern.compile(regex(glob.contains("/") ? glob : "**/" + glob));
        } catch (PatternSyntaxException e) {
            throw new ToolException("\"" + glob + "\" is no pattern: " + e.getDescription() + ".");
        }
    }

    boolean matches(String path) {
        return pattern.matches(path);
    }

    private static String regex(String glob) {
        StringBuilder out = new StringBuilder("(?s)");
        int braces = 0;
        for (int i = glob.startsWith("/") ? 1 : 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                out.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
                int end = glob.indexOf(']', i + 2);
                out.append(set(glob.substring(i + 1, end)));
                i = end;
            } else if (c == '{') {
                braces++;
                out.append("(?:");
            } else if (c == '}' && braces > 0) {
                braces--;
                out.append(')');
            } else if (c == ',' && braces > 0) {
                out.append('|');
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    private static String set(String inside) {
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        String rest = (not ? inside.substring(1) : inside).replace("\\", "\\\\").replace("[", "\\[");
        return (not ? "[^/" : "[") + rest + "]";
    }
}
