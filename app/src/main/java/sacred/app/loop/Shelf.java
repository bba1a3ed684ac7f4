package sacred.app.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import sacred.app.edit.Attachments;
import sacred.app.edit.Drafts;
import sacred.app.edit.Editor;
import sacred.app.edit.FileNames;
import sacred.app.edit.PromptHistory;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.secret.Suspicion;

/**
 * The files that the prompt lives with: its history, its draft, what it attaches. Writes on a thread of its own, in order; of
 * several drafts that wait only the newest is written. A file that cannot be written costs the user nothing that is on the
 * screen, and is said once.
 */
final class Shelf {

    private final PromptHistory history;
    private final Drafts drafts;
    private final Attachments attachments;
    private final Suspicion suspicion;
    private final Consumer<String> problem;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("prompt-files").factory());
    private final AtomicReference<Optional<String>> newest = new AtomicReference<>(Optional.empty());
    private boolean complained;

    /**
     * @param suspicion of secrets, which no file of the prompt's is to hold
     * @param problem is told, at most once, that something cannot be written
     */
    Shelf(Host host, Suspicion suspicion, Consumer<String> problem) {
        this.suspicion = suspicion;
        ProcessHandle self = ProcessHandle.current();
        this.history = new PromptHistory(host.data().resolve("history"));
        this.drafts = new Drafts(
                host.data().resolve("drafts"),
                self.pid(),
                Long.toString(host.nanos().getAsLong(), Character.MAX_RADIX),
                pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        this.attachments = new Attachments(files(host));
        this.problem = problem;
    }

    static FileNames files(Host host) {
        return FileNames.here(host.env());
    }

    /** The prompt to begin with: earlier prompts, and what a crashed run was writing. */
    Prompt prompt(Consumer<String> note) {
        List<String> entries = new ArrayList<>();
        List<Drafts.Found> found = new ArrayList<>();
        try {
            entries.addAll(history.entries());
            found.addAll(drafts.takeOver());
        } catch (IOException e) {
            note.accept("note: earlier prompts cannot be read: " + Sentence.of(e));
        }
        Prompt prompt = Prompt.of(entries);
        for (Drafts.Found draft : found) {
            prompt = prompt.with(Editor.of(draft.text()));
            if (draft != found.getLast()) {
                prompt = prompt.gone(draft.text());
            }
            write(() -> {
                history.add(suspicion.keepable(draft.text()).orElse(""));
                drafts.safe(draft);
            });
        }
        if (!found.isEmpty()) {
            note.accept("note: what was being written when an earlier run ended is back in the prompt"
                    + (found.size() > 1 ? "; more of it is behind Up." : "."));
        }
        return prompt;
    }

    Suspicion suspicion() {
        return suspicion;
    }

    /** But for one with something like a key in it. */
    void remember(String prompt) {
        suspicion.keepable(prompt).ifPresent(clean -> write(() -> history.add(clean)));
    }

    void keep(String draft) {
        if (newest.getAndSet(Optional.of(suspicion.secrets().redact(draft))).isEmpty()) {
            write(() -> drafts.keep(newest.getAndSet(Optional.empty()).orElse("")));
        }
    }

    /** The prompt with the files that it names; empty, with a sentence, when one of them cannot be attached. */
    Optional<Attachments.Ready> attached(String text, String typed, Consumer<String> refused) {
        return switch (attachments.of(typed, text)) {
            case Attachments.Ready ready -> Optional.of(ready);
            case Attachments.Refused no -> {
                refused.accept(no.sentence());
                yield Optional.empty();
            }
        };
    }

    /** Whether something like a key stands in one of the files. */
    Optional<Suspicion.Found> doubt(Attachments.Ready ready) {
        return ready.files().stream()
                .flatMap(file -> suspicion.in(file.text(), "An attached file").stream())
                .findFirst();
    }

    private interface Write {
        void run() throws IOException;
    }

    private void write(Write write) {
        disk.execute(() -> {
            try {
                write.run();
            } catch (IOException e) {
                if (!complained) {
                    complained = true;
                    problem.accept("note: prompts and drafts cannot be kept: " + Sentence.of(e));
                }
            }
        });
    }

    /** A draft that was neither sent nor cleared stays: however the program ends, the next run gives it back. */
    void close() throws InterruptedException {
        disk.shutdown();
        disk.awaitTermination(2, TimeUnit.SECONDS);
    }
}
