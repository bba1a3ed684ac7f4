package sacred.cognition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.cognition.Asking.Question;
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
 * what it needs. A direct route seals an empty block at once.
 */
final class ToolStage {

    private static final int MAX_ROUNDS = 8;
    /** Calls of one answer beyond this are refused: a model that floods is not helped by running them. */
    private static final int MAX_CALLS_PER_ROUND = 32;

    private final Asking asking;
    private final Narrator narrator;
    private final ToolRunner runner;
    private final List<ToolRun> runs = new ArrayList<>();
    private final List<Message> said = new ArrayList<>();

    /**
     * What the tools contributed to the conversation.
     *
     * @param messages the assistant's calls and their results, in order
     * @param failure why there are no (or not all) results; empty when all went well
     */
    record Outcome(List<Message> messages, Optional<String> failure) {
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
        if (!routing.plan().equals(Routing.TOOLS)) {
            narrator.sealTool("no tool needed", List.of());
            return Outcome.NOTHING;
        }
        try {
            String last = loop(conversation, settings);
            narrator.sealTool(last, runs);
            return new Outcome(said, Optional.empty());
        } catch (StageException e) {
            narrator.sealError(e.kind(), e.retryable(), e.getMessage(), e.partial(), runs);
            narrator.note("The tool stage failed: " + e.getMessage() + " Answering without it.");
            return new Outcome(said, Optional.of(e.getMessage()));
        }
    }

    private String loop(List<Message> conversation, TurnSettings settings) throws StageException, InterruptedException {
        String system = Prompts.fill("tools.md", Map.of());
        runner.toolbox().later().await(narrator::note);
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            List<Message> messages = new ArrayList<>(conversation);
            messages.addAll(said);
            Prompt prompt = new Prompt(system, messages, runner.toolbox().specs(), false);
            ModelRef model = settings.tool();
            Reply reply = asking.ask(new Question(
                            model,
                            settings.fallback(),
                            prompt,
                            Stage.TOOL.wire(),
                            1,
                            settings.isNamed(model),
                            false,
                            Keeping.THOUGHTS))
                    .reply();
            if (reply.toolCalls().isEmpty()) {
                return reply.text();
            }
            said.add(new Message.Assistant(reply.text(), reply.toolCalls(), reply.thinking(), reply.signature()));
            int number = 0;
            for (ToolCall call : reply.toolCalls()) {
                ToolRun run = ++number > MAX_CALLS_PER_ROUND ? refused(call, "too many calls at once") : runOnce(call);
                runs.add(run);
                said.add(new Message.ToolResult(
                        call.id(), call.name(), run.result(), !run.status().equals(ToolRun.OK)));
            }
        }
        return "stopped after " + MAX_ROUNDS + " rounds of tool calls";
    }

    /** A model that asks for the very same thing again is told so; it already has the answer. */
    private ToolRun runOnce(ToolCall call) throws InterruptedException {
        boolean repeated = runs.stream()
                .anyMatch(r -> r.name().equals(call.name()) && r.arguments().equals(call.arguments()));
        return repeated
                ? refused(call, "this call was already made with the same arguments; use its result")
                : runner.run(call);
    }

    private static ToolRun refused(ToolCall call, String why) {
        return new ToolRun(call.name(), call.arguments(), why, 0, ToolRun.REFUSED, Optional.empty());
    }
}
