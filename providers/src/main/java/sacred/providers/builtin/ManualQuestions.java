package sacred.providers.builtin;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.providers.ToolCall;

/**
 * Questions about the program itself. "Sacred" is also an English word and "timeline" a common one, so a question has to
 * ask how something is done with the program, not merely mention it.
 */
final class ManualQuestions implements Recogniser {

    private static final String HOW = "(?:how (?:do|can|would|should) (?:i|we|you)|how to|where (?:do|can) i|can i)";
    private static final String ONE =
            "(?:(?:an?|the|my|another|other|one|new|old|local|different|which|saved|last|this|"
                    + "to|between|from|your) )*";
    private static final String PROVIDER = "(?:ollama|openai|anthropic|groq)";
    private static final String HERE = "(?: (?:in|with|to|for|using) sacred| here)?";

    private static final List<Pattern> ALL = List.of(
            of("^help(?: with sacred)?$"),
            of("^(?:what is|what's|what does|how does) (?:this |the )?sacred(?: (?:program|command|do|work))?$"),
            of("^" + HOW + " use sacred$"),
            of("^" + HOW + " .{2,120} (?:in|with|using|of) sacred$"),
            of("^(?:where|what|how|when|which .{2,30}) (?:does|can|will|is) sacred"
                    + " (?:keep|stor|save|put|look|find|read|send|count|choos|rout|handl|pick|us)\\w*\\b.{0,120}$"),
            of("^(?:does|can|will) sacred (?:work|run|support|send|store|keep|save|need|use|cost|delete)\\b.{0,120}$"),
            of("^" + HOW + " (?:add|configure|set ?up|enable|connect|register|install) " + ONE + "(?:" + PROVIDER
                    + " )?(?:(?:model )?providers?|" + PROVIDER + "|api keys?|language models?|models?)" + HERE + "$"),
            of("^" + HOW + " set (?:an?|the|my) (?:" + PROVIDER + " )?api key" + HERE + "$"),
            of("^" + HOW + " (?:switch|change|choose|select|pick) " + ONE + "(?:models?|providers?)" + HERE + "$"),
            of("^" + HOW + " (?:list|see|show) " + ONE + "(?:models|providers|timelines)" + HERE + "$"),
            of("^" + HOW + " (?:replay|resume|verify|continue|reopen|export|fork) " + ONE
                    + "(?:timelines?|sessions?|conversations?)" + HERE + "$"),
            of("^" + HOW + " (?:search|start|open|find) (?:(?:an?|my|new|the|old|past) )*timelines?" + HERE + "$"),
            of("^where (?:are|is) (?:my|the) (?:timelines?|config(?:uration)? file|config)(?: (?:stored|kept|saved))?"
                    + HERE + "$"),
            of("^what (?:are|do) (?:the|your) (?:exit codes|slash commands|routing modes)(?: mean)?" + HERE + "$"),
            of("^" + HOW + " (?:quit|exit|leave)(?: sacred| the program| this)?$"));

    private static Pattern of(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    @Override
    public Optional<ToolCall> recognise(String question, LocalDate today) {
        return ALL.stream().anyMatch(p -> p.matcher(question).matches())
                ? Recogniser.call("manual", "topic", question)
                : Optional.empty();
    }
}
