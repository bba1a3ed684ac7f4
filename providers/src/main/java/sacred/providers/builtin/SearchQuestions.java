package sacred.providers.builtin;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.providers.ToolCall;

/** Searches of the user's own past: {@code search my timelines for X}, {@code what did I ask about X}. */
final class SearchQuestions implements Recogniser {

    private static final String PAST =
            "(?:(?:my|all|the|old|past|previous|all my) )*(?:timelines?|history|conversations?|sessions?|chats?)";
    private static final List<Pattern> ALL = List.of(
            of("^(?:search|look|go) (?:in |through )?" + PAST + " for (.{1,200})$"),
            of("^search for (.{1,200}) in " + PAST + "$"),
            of("^(?:find|look for) (.{1,200}) in my " + "(?:timelines?|history|conversations?|sessions?|chats?)$"),
            of("^(?:what|when) did i (?:ever )?(?:ask|say|write)(?: you)? about (.{1,200})$"),
            of("^(?:did i|have i) (?:ever )?(?:ask|asked)(?: you)? about (.{1,200})$"));

    private static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    @Override
    public Optional<ToolCall> recognise(String question, LocalDate today) {
        return ALL.stream()
                .map(p -> p.matcher(question))
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(m -> Recogniser.call("timelines", "query", unquoted(m.group(1))));
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[\"']|[\"']$", "");
    }
}
