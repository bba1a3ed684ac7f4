package sacred.app.loop;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import sacred.app.session.Watcher;
import sacred.cognition.schedule.Pause;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Decision;
import sacred.timeline.Event;

/**
 * Tells the inbox what a turn tells.
 *
 * @param question the answer that a tool waits for
 * @param say a sentence that stays in the timeline on the screen
 */
record Teller(Consumer<Msg> inbox, AtomicReference<CompletableFuture<Decision>> question, Consumer<String> say)
        implements Watcher {

    @Override
    public Decision decide(Approval approval) throws InterruptedException {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        question.set(answer);
        inbox.accept(new Msg.Asked(approval));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            inbox.accept(new Msg.Withdrawn());
        }
    }

    @Override
    public void sealed(Event.Durable event, byte[] record) {
        inbox.accept(new Msg.Happened(event));
    }

    @Override
    public void live(Event.Fleeting event) {
        inbox.accept(new Msg.Happened(event));
    }

    @Override
    public void warned(String sentence) {
        say.accept(sentence);
    }

    @Override
    public Optional<Pause> patience() {
        return Optional.of(Thread::sleep);
    }
}
