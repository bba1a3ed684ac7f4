package sacred.cognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * Holds back what a request tells from a thread of its own, until the turn's thread wants to hear it: the turn may not be at the
 * stage of which it tells. Times are those at which things happened, only what is shown is shown later.
 */
final class Held implements Telling {

    /** Something to tell the narrator. */
    private interface Told {
        void to(Narrator narrator);
    }

    /** A request went out or ended, or something is to be kept: true whatever becomes of the answer. */
    private record Fact(Runnable telling) implements Told {
        @Override
        public void to(Narrator narrator) {
            telling.run();
        }
    }

    private record Ended(Call call) implements Told {
        @Override
        public void to(Narrator narrator) {
            narrator.ended(call);
        }
    }

    /** Part of an answer, or of the wait for it. */
    private record Word(Runnable telling) implements Told {
        @Override
        public void to(Narrator narrator) {
            telling.run();
        }
    }

    private record Over() implements Told {
        @Override
        public void to(Narrator narrator) {}
    }

    private final Narrator narrator;
    private final BlockingQueue<Told> queue = new LinkedBlockingQueue<>();

    Held(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Nothing more will be told. */
    void over() {
        queue.add(new Over());
    }

    /** Tells everything, and what still comes as it comes, until it is over. On the turn's thread. */
    void tell() throws InterruptedException {
        for (Told next = queue.take(); !(next instanceof Over); next = queue.take()) {
            next.to(narrator);
        }
    }

    /**
     * After something could not be told: what ended is told all the same, as far as it can be; waits until it is over.
     *
     * @param why is told what could not be told either
     */
    void tellWhatEnded(RuntimeException why) {
        for (Told next = take(); !(next instanceof Over); next = take()) {
            if (next instanceof Ended ended) {
                try {
                    ended.to(narrator);
                } catch (RuntimeException e) {
                    why.addSuppressed(e);
                }
            }
        }
    }

    /**
     * Tells which requests there were, but nothing that they answered; waits until it is over, also when it is interrupted.
     *
     * @return the requests that somebody was asked with
     */
    List<Call> withhold() {
        List<Told> facts = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (Told next = take(); !(next instanceof Over); next = take()) {
            if (!(next instanceof Word)) {
                facts.add(next);
            }
            if (next instanceof Ended ended && !ended.call().cache().equals(Call.HIT)) {
                calls.add(ended.call());
            }
        }
        if (!calls.isEmpty()) {
            facts.forEach(fact -> fact.to(narrator));
        }
        return calls;
    }

    /** The same with the words: for a turn that was interrupted while it listened. */
    void tellToTheEnd() {
        for (Told next = take(); !(next instanceof Over); next = take()) {
            next.to(narrator);
        }
    }

    private Told take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public LiveCall call(ModelRef model, Asking.Question question, int attempt) {
        LiveCall call = narrator.numbered(this, model, question, attempt);
        queue.add(new Fact(() -> narrator.started(call.index(), model, question, attempt)));
        return call;
    }

    @Override
    public void note(String text) {
        queue.add(new Fact(() -> narrator.note(text)));
    }

    @Override
    public void remark(String text) {
        queue.add(new Fact(() -> narrator.remark(text)));
    }

    @Override
    public void deliberates(ModelRef logical) {
        queue.add(new Fact(() -> narrator.deliberates(logical)));
    }

    @Override
    public void waiting(String why, Optional<Duration> left) {
        queue.add(new Word(() -> narrator.waiting(why, left)));
    }

    @Override
    public void arrived(int call, String text, boolean thinking, int characters) {
        queue.add(new Word(() -> narrator.arrived(call, text, thinking, characters)));
    }

    @Override
    public void ended(Call call) {
        queue.add(new Ended(call));
    }

    @Override
    public Cost cost(ModelRef asked, Optional<String> answered, Usage usage, Optional<BigDecimal> reported) {
        return narrator.cost(asked, answered, usage, reported);
    }

    @Override
    public long now() {
        return narrator.now();
    }

    @Override
    public long turnStart() {
        return narrator.turnStart();
    }
}
