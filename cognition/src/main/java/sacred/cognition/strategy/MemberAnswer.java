package sacred.cognition.strategy;

import java.util.regex.Pattern;

/** An answer of a member as others are told it: without its thinking, and without what it says of its own confidence. */
public final class MemberAnswer {

    private static final Pattern CONFIDENCE = Pattern.compile("(?is)<confidence\\s*>[^<]{0,200}</confidence\\s*>");

    private MemberAnswer() {}

    public static String of(String text) {
        return CONFIDENCE.matcher(Tags.outsideThinking(text)).replaceAll("").strip();
    }
}
