package sacred.app.loop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sacred.app.find.Hit;
import sacred.app.find.Query;
import sacred.app.find.Search;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.host.Since;
import sacred.timeline.journal.Timelines;

/** The search over all timelines behind its overlay: one at a time, on a thread of its own; a new one ends the one before. */
final class Seeking {

    private static final int LIMIT = 100;
    private static final int FILES_A_REPORT = 200;

    private final Supplier<Host> host;
    private final Consumer<Msg> inbox;
    /** The files of which was said that they cannot be searched. */
    private final Set<Path> told = ConcurrentHashMap.newKeySet();

    private Thread running = new Thread(() -> {});

    Seeking(Supplier<Host> host, Consumer<Msg> inbox) {
        this.host = host;
        this.inbox = inbox;
    }

    synchronized void look(String line) {
        stop();
        running = Thread.ofPlatform().daemon().name("search").start(() -> seek(line));
    }

    synchronized void stop() {
        running.interrupt();
    }

    private void seek(String line) {
        List<Hit> hits = new ArrayList<>();
        try {
            Query query =
                    Query.of(line, new Since(host.get().clock(), host.get().zone()));
            if (query.isEmpty()) {
                tell(line, hits, "words, \"a phrase\", -without, kind: provider: model: tool: cost: took: since:");
                return;
            }
            tell(line, hits, "searching …");
            Search.Outcome outcome =
                    new Search(new Timelines(host.get().timelines()), query, LIMIT).run(watcher(line, hits));
            if (!outcome.stopped()) {
                tell(line, hits, result(outcome));
            }
        } catch (IllegalArgumentException e) {
            tell(line, hits, e.getMessage());
        } catch (IOException e) {
            tell(line, hits, Sentence.of(e));
        }
    }

    private static String result(Search.Outcome outcome) {
        String files = outcome.files() + (outcome.files() == 1 ? " timeline" : " timelines");
        return outcome.found() == 0
                ? "nothing in " + files
                : outcome.found() == LIMIT ? "the newest " + LIMIT : outcome.found() + " in " + files;
    }

    private Search.Watcher watcher(String line, List<Hit> hits) {
        return new Search.Watcher() {
            @Override
            public boolean found(Hit hit) {
                hits.add(hit);
                return true;
            }

            @Override
            public void unreadable(Path file, IOException why) {
                // each letter that is typed searches anew
                if (!told.add(file)) {
                    return;
                }
                inbox.accept(
                        new Msg.Said("", "note: " + file.getFileName() + " was not searched: " + Sentence.of(why)));
            }

            @Override
            public void progress(int searched, int files) {
                if (searched % FILES_A_REPORT == 0) {
                    tell(line, hits, searched + " of " + files + " timelines …");
                }
            }
        };
    }

    private void tell(String line, List<Hit> hits, String how) {
        if (!Thread.currentThread().isInterrupted()) {
            inbox.accept(new Msg.Found(line, hits, how));
        }
    }
}
