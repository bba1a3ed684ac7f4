package sacred.cognition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import sacred.cognition.Asking.Question;
import sacred.providers.Message;
import sacred.providers.ModelFacts;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.Windows;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/**
 * What the models of one turn are given to read: every prompt is made to fit the window of its model here, and every answer
 * looked at for signs that it was not all read. Whatever is left out or was cut is said in a remark. Any thread of the turn.
 */
final class Capacity {

    private final Windows windows;
    private final Consumer<String> remarks;
    private final Set<Object> said = new HashSet<>();

    /** @param remarks is told what the user should find on the block */
    Capacity(Windows windows, Consumer<String> remarks) {
        this.windows = windows;
        this.remarks = remarks;
    }

    /**
     * The prompt of a question as the model can read it. Asks the model's server what it can do when nobody knows yet.
     *
     * @throws ProviderException when it is certain that the model cannot; nothing was asked
     */
    Prompt fit(Question question, ModelRef model) throws ProviderException, InterruptedException {
        Prompt prompt = question.prompt();
        Fitted fitted = fitted(windows, model, prompt);
        Fitting fitting = fitted.fitting();
        ModelFacts facts = fitted.facts();
        if (facts.windowTokens().isEmpty()) {
            return inContext(model, fitting);
        }
        long window = facts.windowTokens().getAsLong();
        if (fitting.cannotFit(window)) {
            throw refused(ErrorKind.CONTEXT_LENGTH, tooLong(model, facts, fitting));
        }
        warn(question.role(), model, facts, fitting, prompt.messages().size());
        return inContext(model, fitting);
    }

    /** A prompt as it fits what is known of a model; whole where its window is not. */
    record Fitted(ModelFacts facts, Fitting fitting) {}

    /** Asks the model's server what it can do when nobody knows yet. */
    static Fitted fitted(Windows windows, ModelRef model, Prompt prompt) throws InterruptedException {
        LongUnaryOperator tokens = bytes -> windows.rates().tokens(model, bytes);
        ModelFacts facts = windows.facts(model, tokens.applyAsLong(PromptSize.bytes(prompt)));
        return new Fitted(
                facts,
                facts.windowTokens().isPresent()
                        ? Fitting.into(facts.windowTokens().getAsLong(), prompt, tokens)
                        : Fitting.whole(prompt, tokens));
    }

    /**
     * The prompt of a logical model, as a strategy takes it: in words, with results of tools as its narrowest model can read
     * them, since words cannot be shortened one by one. What members are asked besides is not foreseen here.
     *
     * @param members who may be asked
     */
    Prompt inWords(Question question, List<ModelRef> members) throws InterruptedException {
        Prompt prompt = question.prompt();
        for (ModelRef model : members) {
            Fitted fitted = fitted(windows, model, prompt);
            if (!fitted.fitting().cuts().isEmpty()) {
                say(List.of(question.role(), model), shortened(fitted.fitting()) + reads(model, fitted.facts()));
                List<Message> rest = fitted.fitting().prompt().messages();
                List<Message> messages = new ArrayList<>(
                        prompt.messages().subList(0, prompt.messages().size() - rest.size()));
                messages.addAll(rest);
                prompt = prompt.with(messages);
            }
        }
        return prompt.flat();
    }

    private static String reads(ModelRef model, ModelFacts facts) {
        return String.format(
                Locale.ROOT,
                "%s reads %,d tokens (%s).",
                model,
                facts.windowTokens().orElseThrow(),
                facts.source());
    }

    private void warn(String role, ModelRef model, ModelFacts facts, Fitting fitting, int messages) {
        long window = facts.windowTokens().orElseThrow();
        String reads = reads(model, facts);
        if (fitting.leftOut() > 0) {
            say(
                    List.of(role, model, fitting.leftOut()),
                    "The oldest " + fitting.leftOut() + " of " + messages + " messages were left out: " + reads);
        }
        if (!fitting.cuts().isEmpty()) {
            say(List.of(role, model, fitting.cuts()), shortened(fitting) + reads);
        }
        if (!fitting.fits(window)) {
            say(
                    List.of(role, model, window),
                    String.format(
                                    Locale.ROOT,
                                    "This may be too long: ~%,d tokens, and %,d for the answer. ",
                                    fitting.tokens(),
                                    fitting.room())
                            + reads);
        }
    }

    private static String shortened(Fitting fitting) {
        long results = fitting.prompt().messages().stream()
                .filter(Message.ToolResult.class::isInstance)
                .count();
        int cuts = fitting.cuts().size();
        String tools =
                fitting.cuts().stream().map(Trimming.Cut::tool).distinct().collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d of %d tool results %s (%s: %,d characters were left out): ",
                cuts,
                results,
                cuts == 1 ? "was shortened" : "were shortened, the oldest first",
                tools,
                fitting.cuts().stream().mapToLong(Trimming.Cut::characters).sum());
    }

    private Prompt inContext(ModelRef model, Fitting fitting) throws InterruptedException {
        OptionalInt context = windows.contextTokens(model, fitting.tokens() + fitting.room());
        return context.isEmpty() ? fitting.prompt() : fitting.prompt().inContext(context);
    }

    /** A model has answered what it was sent. */
    void answered(ModelRef model, Prompt sent, Reply reply) {
        Optional<String> alarm = Truncation.alarm(model, sent, reply.usage());
        if (alarm.isPresent()) {
            say(alarm, alarm.get());
        } else {
            reply.usage().input().ifPresent(tokens -> windows.rates().counted(model, PromptSize.bytes(sent), tokens));
        }
    }

    private static String tooLong(ModelRef model, ModelFacts facts, Fitting fitting) {
        return String.format(
                Locale.ROOT,
                "%s was not asked: the last message%s alone has at least %,d tokens, and it reads %,d (%s). Shorten the"
                        + " message, or ask a model with a larger window.",
                model,
                fitting.prompt().messages().size() == 1 ? "" : ", with the calls of tools since then,",
                fitting.leastTokens(),
                facts.windowTokens().getAsLong(),
                facts.source());
    }

    private static ProviderException refused(ErrorKind kind, String why) {
        return new ProviderException(why, ProviderException.Details.of(kind, false));
    }

    /** Once for a stage is enough: a loop of tools asks with the same conversation again and again. */
    private synchronized void say(Object what, String sentence) {
        if (said.add(what)) {
            remarks.accept(sentence);
        }
    }
}
