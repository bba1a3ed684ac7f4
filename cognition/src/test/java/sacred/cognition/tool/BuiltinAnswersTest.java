package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.providers.builtin.BuiltinModel;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/** The whole way of a question when there is no language model: recognised, run, worded. */
class BuiltinAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is 17% of 2340? | 17% of 2340 = 397.8",
                "What is 2+2*10? | 2+2*10 = 22",
                "convert 10 km to miles | 10 km = 6.213711922373 mi",
                "How many days are there between 2024-02-01 and 2024-03-01? | 29 days from 2024-02-01 to 2024-03-01",
                "what is the date today? | Wednesday, 25 November 2026 (2026-11-25)",
                "days until 2027-01-01 | 37 days until 2027-01-01, counted from today, 2026-11-25",
                "what date is 2 weeks from now? | 14 days after 2026-11-25 is Wednesday, 9 December 2026 (2026-12-09)",
                "what weekday was 2024-02-29 | 2024-02-29 was a Thursday",
                "time in Tokyo | 07:30:00 on Thursday, 26 November 2026 (Asia/Tokyo, UTC+09:00)",
                "how many ounces in 2 pounds | 2 lb = 32 oz",
                "what is the square root of 144? | sqrt(144) = 12",
                "what is 2 to the power of 10? | 2^10 = 1024",
                "6 × 7 | 6 × 7 = 42",
                "1/0 | The tool calculator could not do that: Division by zero.",
                "search my timelines for invoice | Nothing in your timelines contains \"invoice\".",
            })
    void answers(String question, String answer) throws InterruptedException {
        assertEquals(answer, ask(question));
    }

    @ParameterizedTest
    @CsvSource({"how do I add a provider,## Add a provider", "what is sacred?,## What sacred is"})
    void answersFromTheManual(String question, String start) throws InterruptedException {
        String answer = ask(question);

        assertTrue(answer.startsWith(start), answer);
    }

    private static String ask(String question) throws InterruptedException {
        BuiltinModel model = new BuiltinModel(Given.CONTEXT.clock(), Given.CONTEXT.zone());
        List<Message> messages = new ArrayList<>(List.of(new Message.User(question)));
        Reply first = model.ask(new Prompt("", messages, Toolbox.HARMLESS.specs(), false), _ -> {});
        assertEquals(Reply.TOOL_CALLS, first.finish().orElseThrow(), first.text());
        ToolCall call = first.toolCalls().getFirst();
        ToolRun run = new ToolRunner(Toolbox.HARMLESS, Given.CONTEXT, Approvals.NOBODY, () -> 0L).run(call);
        messages.add(new Message.Assistant(first.text(), first.toolCalls(), "", ""));
        messages.add(new Message.ToolResult(
                call.id(), run.name(), run.result(), run.status().equals(ToolRun.FAILED)));

        Reply second = model.ask(new Prompt("", messages, Toolbox.HARMLESS.specs(), false), _ -> {});

        assertEquals(Usage.NONE, second.usage());
        return second.text();
    }
}
