package sacred.cognition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Message;
import sacred.providers.ModelFacts;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.timeline.Contents;
import sacred.timeline.ModelRef;
import sacred.timeline.Timeline;

/**
 * What the next request to the model that answers contains, before anything is typed: made by the code that makes the request.
 * Tokens are estimates by what the model's provider counted lately.
 *
 * @param facts what is known of the model
 * @param system the instructions
 * @param mostFramingTokens what the route may add to them at most; empty where nobody routes
 * @param exchanges the oldest first, also those that are left out
 * @param gaps what is told to nobody
 * @param whole whether the beginning of the conversation was read; what was not does not fit
 * @param tokens of all that is sent with an empty prompt
 * @param room that is kept for the answer
 * @param tools what a model is asked first where the route says that tools are needed; empty where it never does
 */
public record NextRequest(
        ModelRef model,
        ModelFacts facts,
        Size system,
        OptionalLong mostFramingTokens,
        List<Part> exchanges,
        List<Conversation.Gap> gaps,
        boolean whole,
        long tokens,
        long room,
        Optional<Tools> tools) {

    /** How long something is. */
    public record Size(long characters, long tokens) {}

    /** @param sent whether it fits */
    public record Part(Conversation.Exchange exchange, Size size, boolean sent) {}

    /**
     * The request that finds out which tools to run. It has the same exchanges.
     *
     * @param offered how many tools are described in it
     * @param of how many there are
     * @param size of the instructions and the descriptions
     */
    public record Tools(ModelRef model, int offered, int of, Size size) {}

    /** Blocks when the model's server has to be asked. */
    public static NextRequest of(
            Timeline timeline, Contents contents, TurnSettings settings, Models models, Toolbox toolbox)
            throws InterruptedException {
        Conversation before = Conversation.of(timeline.nextTurn(), timeline, Reach.tokens(settings, models), contents);
        List<Message> messages = new ArrayList<>(before.messages());
        messages.add(new Message.User(""));
        Prompt prompt = FormatStage.question(messages, ToolStage.Outcome.NOTHING, Optional.empty(), settings)
                .prompt();
        ModelRef model = settings.format();
        Capacity.Fitted fitted = Capacity.fitted(models.windows(), model, prompt);
        Sizes sizes = new Sizes(models, model);
        boolean routed = settings.mode() != TurnSettings.Mode.OFF;
        return new NextRequest(
                model,
                fitted.facts(),
                sizes.of(prompt.with(List.of())),
                routed ? OptionalLong.of(sizes.tokens(Framing.longest())) : OptionalLong.empty(),
                parts(before, fitted.fitting().leftOut(), sizes),
                before.gaps(),
                before.whole(),
                fitted.fitting().tokens(),
                fitted.fitting().room(),
                routed ? Optional.of(tools(settings, models, toolbox)) : Optional.empty());
    }

    private static List<Part> parts(Conversation before, int leftOut, Sizes sizes) {
        List<Part> parts = new ArrayList<>();
        int messages = 0;
        for (Conversation.Exchange exchange : before.exchanges()) {
            parts.add(new Part(exchange, sizes.of(exchange.messages()), messages >= leftOut));
            messages += exchange.messages().size();
        }
        return parts;
    }

    private static Tools tools(TurnSettings settings, Models models, Toolbox toolbox) {
        ToolChoice choice = ToolChoice.of(toolbox, List.of(), "");
        ModelRef model = settings.toolsBySingle(models).tool();
        return new Tools(
                model,
                choice.offered().size(),
                choice.of(),
                new Sizes(models, model).of(ToolStage.prompt(List.of(), choice)));
    }

    /** As the model's provider counts. */
    private record Sizes(Models models, ModelRef model) {

        private long tokens(long bytes) {
            return models.windows().rates().tokens(model, bytes);
        }

        private long tokens(String text) {
            return tokens(text.getBytes(StandardCharsets.UTF_8).length);
        }

        private Size of(Prompt prompt) {
            long characters = characters(prompt.system())
                    + prompt.tools().stream()
                            .mapToLong(tool -> characters(tool.name())
                                    + characters(tool.description())
                                    + characters(tool.parameters()))
                            .sum();
            return new Size(characters, tokens(PromptSize.bytes(prompt)));
        }

        private Size of(List<Message> messages) {
            return new Size(
                    messages.stream().mapToLong(Sizes::characters).sum(),
                    tokens(messages.stream().mapToLong(PromptSize::bytes).sum()));
        }

        private static long characters(Message message) {
            return switch (message) {
                case Message.User user -> characters(user.text());
                case Message.Assistant said -> characters(said.text());
                case Message.ToolResult result -> characters(result.text());
            };
        }

        private static long characters(String text) {
            return text.codePointCount(0, text.length());
        }
    }
}
