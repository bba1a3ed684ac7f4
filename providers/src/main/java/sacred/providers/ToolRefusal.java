package sacred.providers;

import java.util.regex.Pattern;
import sacred.timeline.ErrorKind;

/** Whether a server refused a request because it offered tools: known by what servers say, since no API has a code for it. */
public final class ToolRefusal {

    private static final Pattern WORDS = Pattern.compile(
            "(does not|doesn't|do not|cannot|not) support (the )?(use of"
                + " )?(tools?|function|tool.(use|call))|(tools?|functions?|(tool|function).(use|calls?|calling))['`\"]?"
                + " (is|are) (not|un)\\W?(supported|allowed)|no endpoints found that support tool|tools param"
                + " requires|cannot use tools|(unsupported|unknown|unrecognized|unexpected)[^.]{0,30}['`\""
                + " ](tools|tool_choice)\\b|tool choice requires",
            Pattern.CASE_INSENSITIVE);

    private ToolRefusal() {}

    /** @param failure of a request that offered tools */
    public static boolean in(ProviderException failure) {
        boolean refused = failure.kind() == ErrorKind.BAD_REQUEST || failure.kind() == ErrorKind.NOT_FOUND;
        return refused && WORDS.matcher(failure.getMessage()).find();
    }
}
