package sacred.cognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.Asking.Question;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolRunner;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.ToolRun;

/**
 * The second stage: the tool loop. The tool-calling model says what to run, we run it and tell it the result, until it has
 * what it needs or no round is left. A direct route seals an empty block at once.
 */
final class ToolStage {

    private final Asking asking;
    private final Narrator narrator;
    private final ToolRunner runner;
    private final List<ToolRun> runs = new ArrayList<>();
    private final List<Message> said = new ArrayList<>();
    private final CallIds ids = new CallIds();
    private final Repeats repeats = new Repeats();

    /**
     * What the tools contributed to the conversation.
     *
     * @param messages the assistant's calls and their results, in order
     * @param instruction what the model that answers is told of it besides; empty when all went well
     */
    record Outcome(List<Message> messages, Optional<String> instruction) {
        static final Outcome NOTHING = new Outcome(List.of(), Optional.empty());
    }

    ToolStage(Asking asking, Narrator narrator, ToolRunner runner) {
        this.asking = asking;
        this.narrator = narrator;
        this.runner = runner;
    }

    /** What had run before the turn was stopped. */
    List<ToolRun> runs() {
        return List.copyOf(runs);
    }

    Outcome run(List<Message> conversation, Routing routing, TurnSettings settings)
            throws IOException, InterruptedException {
        narrator.begin(Stage.TOOL);
        boolean callers = !settings.tools().callers().isEmpty();
        if (callers || !routing.plan().equals(Routing.TOOLS)) {
            narrator.sealTool(callers ? "tools are run by the caller" : "no tool needed", List.of());
            return Outcome.NOTHING;
        }
        try {
            Optional<String> last = loop(conversation, routing, settings);
            if (last.isEmpty()) {
                String limit = rounds(settings.tools().maxRounds());
                narrator.remark("The limit of " + limit + " of tool calls was reached (tools.max_rounds in the"
                        + " configuration): the answer has to do with what was found until then.");
                narrator.sealTool("stopped after " + limit + " of tool calls", runs);
                return new Outcome(said, Optional.of(Prompts.fill("tools-limit.md", Map.of("rounds", limit))));
            }
            narrator.sealTool(last.get(), runs);
            return new Outcome(said, Optional.empty());
        } catch (StageException e) {
            narrator.sealError(e.kind(), e.retryable(), e.getMessage(), e.partial(), runs);
            narrator.note("The tool stage failed: " + e.getMessage() + " Answering without it.");
            return new Outcome(said, Optional.of(Prompts.fill("tools-failed.md", Map.of("reason", e.getMessage()))));
        }
    }

    private static String rounds(int most) {
        return most + (most == 1 ? " round" : " rounds");
    }

    /** What the model said when it needed no more tools; empty when it did not stop calling them. */
    private Optional<String> loop(List<Message> conversation, Routing routing, TurnSettings settings)
            throws StageException, InterruptedException {
        runner.toolbox().later().await(narrator::note);
        String prompt = conversation.getLast() instanceof Message.User(String text) ? text : "";
        ToolChoice choice = ToolChoice.of(runner.toolbox(), routing.tools(), prompt);
        choice.remark().ifPresent(narrator::remark);
        for (int round = 1; round <= settings.tools().maxRounds(); round++) {
            Reply reply = asking.ask(question(conversation, choice, settings)).reply();
            if (reply.toolCalls().isEmpty()) {
                return Optional.of(reply.text());
            }
            List<ToolCall> calls = ids.distinct(reply.toolCalls());
            List<ToolCall> told = calls.stream().map(ToolStage::asObject).toList();
            said.add(new Message.Assistant(reply.text(), told, reply.thinking(), reply.signature()));
            run(calls);
        }
        return Optional.empty();
    }

    /** What the model that calls tools is asked, over and over. */
    static Prompt prompt(List<Message> messages, ToolChoice choice) {
        return new Prompt(Prompts.fill("tools.md", Map.of()), messages, choice.offered(), false);
    }

    private Question question(List<Message> conversation, ToolChoice choice, TurnSettings settings) {
        List<Message> messages = new ArrayList<>(conversation);
        messages.addAll(said);
        Prompt prompt = prompt(messages, choice);
        ModelRef model = settings.tool();
        return new Question(
                model,
                settings.fallback(),
                prompt,
                Stage.TOOL.wire(),
                1,
                settings.isNamed(model),
                false,
                Keeping.THOUGHTS);
    }

    private void run(List<ToolCall> calls) throws InterruptedException {
        ToolRound round = new ToolRound(runner, narrator, repeats);
        try {
            round.run(calls);
        } finally {
            runs.addAll(round.runs());
        }
        for (int i = 0; i < calls.size(); i++) {
            ToolRun run = round.runs().get(i);
            boolean failed = !run.status().equals(ToolRun.OK);
            said.add(new Message.ToolResult(calls.get(i).id(), calls.get(i).name(), run.result(), failed));
        }
    }

    /** As servers take it back: arguments that are no object are quoted in the result that says so. */
    private static ToolCall asObject(ToolCall call) {
        return Arguments.isObject(call.arguments()) ? call : new ToolCall(call.id(), call.name(), "{}");
    }
}
