package sacred.cognition;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sacred.cognition.Asking.Answered;
import sacred.cognition.Asking.Question;
import sacred.cognition.schedule.Breakers;
import sacred.cognition.schedule.Scheduler;
import sacred.providers.Prompt;
import sacred.providers.PromptSize;
import sacred.providers.ProviderException;
import sacred.providers.ToolRefusal;
import sacred.providers.Windows;
import sacred.providers.cache.KeptAnswer;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/**
 * One model of a chain, asked as it can be asked: with the tools of its API, or, where it takes none, with tools that are
 * described in the prompt. Any thread of the turn.
 */
final class OneModel {

    private final Windows windows;
    private final Telling narrator;
    private final Scheduler scheduler;
    private final Attempts attempts;
    private final Memory memory;
    private final Set<ModelRef> withoutTools = ConcurrentHashMap.newKeySet();
    /** The stages and models for which it was said. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    OneModel(Windows windows, Telling narrator, Scheduler scheduler, Attempts attempts, Memory memory) {
        this.windows = windows;
        this.narrator = narrator;
        this.scheduler = scheduler;
        this.attempts = attempts;
        this.memory = memory;
    }

    /**
     * @param attempt the number of the first one
     * @param anyway also where it failed lately
     */
    Answered ask(ModelRef ref, Question question, int attempt, boolean anyway)
            throws ProviderException, InterruptedException {
        if (!takesTools(ref, question.prompt())) {
            return described(ref, question, attempt, anyway);
        }
        try {
            return once(ref, question, attempt, anyway);
        } catch (ProviderException e) {
            if (question.prompt().tools().isEmpty() || !ToolRefusal.in(e)) {
                throw e;
            }
            withoutTools.add(ref);
            windows.takesNoTools(ref);
            return described(ref, question, attempt + 1, anyway);
        }
    }

    private boolean takesTools(ModelRef ref, Prompt prompt) throws InterruptedException {
        if (prompt.tools().isEmpty()) {
            return true;
        }
        long tokens = windows.rates().tokens(ref, PromptSize.bytes(prompt));
        return !withoutTools.contains(ref) && windows.facts(ref, tokens).tools().orElse(true);
    }

    private Answered once(ModelRef ref, Question question, int attempt, boolean anyway)
            throws ProviderException, InterruptedException {
        Optional<KeptAnswer> recalled = memory.recalled(ref, question, attempt);
        if (recalled.isPresent()) {
            return new Answered(
                    ref,
                    recalled.get().reply(),
                    Optional.of(recalled.get().saved().at()));
        }
        standOff(ref, question, attempt, anyway);
        return new Answered(ref, attempts.ask(ref, question, attempt), Optional.empty());
    }

    /** An answer in another form is asked for once more, with what was wrong; then the model has failed. */
    private Answered described(ModelRef ref, Question question, int attempt, boolean anyway)
            throws ProviderException, InterruptedException {
        if (said.add(question.role() + " " + ref)) {
            narrator.remark("Tools described in the prompt, because " + ref + " does not take tools.");
        }
        Question inWords = question.with(PromptedTools.described(question.prompt()));
        try {
            return read(ref, inWords, attempt, anyway);
        } catch (PromptedTools.Violation first) {
            narrator.remark(ref + " did not answer in the form for calls of tools: " + first.getMessage()
                    + " It was asked once more.");
            Question again = inWords.with(PromptedTools.again(inWords.prompt(), first));
            try {
                return read(ref, again, attempt + 1, anyway);
            } catch (PromptedTools.Violation second) {
                throw new ProviderException(
                        ref + " answered twice in another form than the one for calls of tools: " + second.getMessage()
                                + " Nothing was run. Choose a model that takes tools for"
                                + " routing_strategy.tool_calling.",
                        ProviderException.Details.of(ErrorKind.TOOL, false));
            }
        }
    }

    private Answered read(ModelRef ref, Question question, int attempt, boolean anyway)
            throws ProviderException, PromptedTools.Violation, InterruptedException {
        Answered answered = once(ref, question, attempt, anyway);
        try {
            return new Answered(ref, PromptedTools.read(answered.reply()), answered.given());
        } catch (PromptedTools.Violation e) {
            memory.forget(question);
            throw e;
        }
    }

    private void standOff(ModelRef ref, Question question, int attempt, boolean anyway) throws ProviderException {
        Optional<Breakers.Objection> against =
                anyway ? Optional.empty() : scheduler.breakers().against(ref);
        if (against.isPresent()) {
            ErrorKind kind = against.get().kind();
            throw narrator.unasked(
                    ref,
                    question,
                    attempt,
                    new ProviderException(
                            ref + ": not asked, because " + against.get().why() + ".",
                            ProviderException.Details.of(kind, kind != ErrorKind.AUTH)));
        }
    }
}
