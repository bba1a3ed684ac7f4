package sacred.cognition;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.TokenRates;
import sacred.providers.Windows;
import sacred.timeline.Compaction;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Stage;

/** The one stage of a turn that asks for a summary of the conversation, of the model that answers or who stands in for it. */
final class CompactStage {

    private final Asking asking;
    private final Narrator narrator;
    private final Windows windows;

    CompactStage(Asking asking, Narrator narrator, Windows windows) {
        this.asking = asking;
        this.narrator = narrator;
        this.windows = windows;
    }

    /** @param before at least one exchange */
    void run(Conversation before, String instructions, TurnSettings settings)
            throws IOException, StageException, InterruptedException {
        narrator.begin(Stage.FORMAT);
        before.remarks().forEach(narrator::remark);
        String system = Prompts.fill("compact.md", Map.of());
        String addition = instructions.isEmpty() ? "" : "\n\n" + instructions;
        String ask = Prompts.fill("compact-ask.md", Map.of("instructions", addition));
        List<Message> messages = new ArrayList<>(before.messages());
        messages.add(new Message.User(ask));
        Prompt prompt = Prompt.of(system, messages);
        int planned = leftOut(prompt, settings.format());
        Asking.Answered answered = asking.ask(FormatStage.question(settings.format(), prompt, settings));
        refuseHalfOfIt(answered);
        int leftOut = answered.model().equals(settings.format()) ? planned : leftOut(prompt, answered.model());
        // what did not fit the model has not read, and the summary does not stand for it
        List<Conversation.Exchange> read =
                before.exchanges().subList(leftOut / 2, before.exchanges().size());
        if (read.isEmpty()) {
            throw failed(
                    answered, ErrorKind.CONTEXT_LENGTH, "could read nothing of the conversation beside the request");
        }
        narrator.sealSummary(
                answered.reply().text(),
                new Compaction(
                        read.stream()
                                .mapToInt(Conversation.Exchange::from)
                                .min()
                                .orElseThrow(),
                        read.stream()
                                .mapToInt(Conversation.Exchange::turn)
                                .max()
                                .orElseThrow(),
                        system + "\n\n" + ask,
                        OptionalLong.of(saved(read, answered))));
    }

    /** How many messages do not fit. */
    private int leftOut(Prompt prompt, ModelRef model) throws InterruptedException {
        return Capacity.fitted(windows, model, prompt).fitting().leftOut();
    }

    private long saved(List<Conversation.Exchange> read, Asking.Answered answered) {
        TokenRates rates = windows.rates();
        List<Message> instead = List.of(
                new Message.User(Prompts.fill("compact-told.md", Map.of())),
                Message.Assistant.of(answered.reply().text()));
        long bytes = read.stream()
                .flatMap(exchange -> exchange.messages().stream())
                .mapToLong(PromptSize::bytes)
                .sum();
        return rates.tokens(answered.model(), bytes)
                - rates.tokens(
                        answered.model(),
                        instead.stream().mapToLong(PromptSize::bytes).sum());
    }

    /** A summary that lacks its end would lose what stood there without a word. */
    private static void refuseHalfOfIt(Asking.Answered answered) throws StageException {
        String finish = answered.reply().finish().orElse("");
        if (finish.equals(Reply.LENGTH)) {
            throw failed(answered, ErrorKind.CONTEXT_LENGTH, "stopped at its length limit, so the summary is cut");
        }
        if (finish.equals(Reply.CONTENT_FILTER) || finish.equals(Reply.REFUSAL)) {
            throw failed(answered, ErrorKind.REFUSED, "refused or filtered the summary (" + finish + ")");
        }
        if (answered.reply().text().isBlank()) {
            throw failed(answered, ErrorKind.EMPTY, "answered without a word");
        }
    }

    private static StageException failed(Asking.Answered answered, ErrorKind kind, String what) {
        ProviderException why = new ProviderException(
                answered.model() + " " + what + ". The conversation stays as it is.",
                ProviderException.Details.of(kind, true));
        return new StageException(List.of(new StageException.GaveUp(answered.model(), why, Duration.ZERO)));
    }
}
