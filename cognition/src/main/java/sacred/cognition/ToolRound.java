package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import sacred.cognition.tool.Invocation;
import sacred.cognition.tool.ToolRunner;
import sacred.providers.ToolCall;
import sacred.timeline.ToolRun;

/**
 * Runs the calls of one answer. Those that nobody has to allow run at the same time; one that somebody has to allow waits for
 * those before it, runs alone, and those after it wait for it: what it shows and what it changes stands in the order in which
 * the model asked for it. Belongs to the turn's thread, which blocks until all are done; an interrupt stops them all.
 */
final class ToolRound {

    /** Calls of one answer beyond this are refused: a model that floods is not helped by running them. */
    private static final int MAX_CALLS = 32;

    private final ToolRunner runner;
    private final Narrator narrator;
    private final Repeats repeats;
    /** What began and is not done, by the position of its call. */
    private final Map<Integer, Running> running = new TreeMap<>();

    private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, ToolRun> runs = new TreeMap<>();

    /**
     * @param number under which its events are told
     * @param task empty for a call that runs on the turn's own thread
     */
    private record Running(Invocation invocation, int number, Optional<FutureTask<ToolRun>> task) {}

    ToolRound(ToolRunner runner, Narrator narrator, Repeats repeats) {
        this.runner = runner;
        this.narrator = narrator;
        this.repeats = repeats;
    }

    void run(List<ToolCall> calls) throws InterruptedException {
        try {
            for (int position = 0; position < calls.size(); position++) {
                one(position, calls.get(position));
            }
            finish();
        } finally {
            stop();
        }
    }

    /** What came of the calls, in their order; after an interrupt, of those that had begun. */
    List<ToolRun> runs() {
        return new ArrayList<>(runs.values());
    }

    private void one(int position, ToolCall call) throws InterruptedException {
        Optional<String> against = position < MAX_CALLS
                ? repeats.against(call)
                : Optional.of("Too many calls at once: this one was not run.");
        if (against.isPresent()) {
            runs.put(position, Invocation.refused(call, against.get()));
            return;
        }
        Invocation invocation = runner.look(call);
        if (!invocation.asks()) {
            repeats.made(call, false);
            begin(position, call, invocation);
        } else if (running.isEmpty()) {
            alone(position, call, invocation);
        } else {
            finish();
            // what was seen before may be another thing by now
            alone(position, call, runner.look(call));
        }
    }

    private void begin(int position, ToolCall call, Invocation invocation) {
        FutureTask<ToolRun> task = new FutureTask<>(() -> invocation.run(() -> {})) {
            @Override
            protected void done() {
                ended.add(position);
            }
        };
        running.put(position, new Running(invocation, narrator.toolStarted(call, false), Optional.of(task)));
        Thread.ofVirtual().name("call-" + call.name()).start(task);
    }

    private void alone(int position, ToolCall call, Invocation invocation) throws InterruptedException {
        int number = narrator.toolStarted(call, invocation.asks());
        running.put(position, new Running(invocation, number, Optional.empty()));
        ToolRun run = invocation.run(() -> narrator.toolAllowed(number, call));
        repeats.made(call, run.approval().isPresent());
        done(position, run);
    }

    /** Waits for what runs, and tells of each as it ends. */
    private void finish() throws InterruptedException {
        while (!running.isEmpty()) {
            int position = ended.take();
            try {
                done(position, running.get(position).task().orElseThrow().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a tool could not be run", e.getCause());
            }
        }
    }

    private void done(int position, ToolRun run) {
        runs.put(position, run);
        narrator.toolEnded(running.remove(position).number(), run);
    }

    private void stop() {
        List.copyOf(running.keySet()).forEach(position -> {
            running.get(position).task().ifPresent(task -> task.cancel(true));
            done(position, running.get(position).invocation().stopped());
        });
    }
}
