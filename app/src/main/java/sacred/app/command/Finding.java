package sacred.app.command;

import java.io.IOException;
import java.nio.file.Path;
import sacred.app.find.Hit;
import sacred.app.find.Query;
import sacred.app.find.Search;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.host.Since;
import sacred.app.view.HitList;
import sacred.timeline.journal.Timelines;

/** /search: where something was said, over all timelines. */
final class Finding {

    private static final int LISTED = 20;

    private Finding() {}

    static void search(Desk desk, String words) throws IOException {
        if (desk.onScreen(new ScreenRequest.Search(words))) {
            return;
        }
        Host host = desk.setup().host();
        try {
            Query query = Query.of(words, new Since(host.clock(), host.zone()));
            if (query.isEmpty()) {
                desk.say("/search needs a word, \"a phrase\" or a filter such as kind:error or since:7d.");
                return;
            }
            Thread searching = Thread.currentThread();
            desk.onInterrupt(searching::interrupt);
            say(desk, new Search(new Timelines(host.timelines()), query, LISTED).run(told(desk)));
            // one more Ctrl-C after the end of the search is not for what comes next
            Thread.interrupted();
        } catch (IllegalArgumentException e) {
            desk.say(e.getMessage());
        }
    }

    private static void say(Desk desk, Search.Outcome outcome) {
        if (outcome.stopped()) {
            desk.say("Stopped: " + outcome.searched() + " of " + outcome.files() + " timelines were searched.");
        } else if (outcome.found() == 0) {
            desk.say("Nothing was found in " + outcome.files() + " timelines.");
        } else {
            String newest = outcome.found() == LISTED ? "These are the newest " + LISTED + ". " : "";
            desk.say(newest + "/resume with the letters in the first column goes on with one.");
        }
    }

    private static Search.Watcher told(Desk desk) {
        return new Search.Watcher() {
            @Override
            public boolean found(Hit hit) {
                String line = hit.excerpt().marked("«", "»");
                desk.say("  " + HitList.head(hit, desk.setup().host().zone()) + "  " + line);
                return true;
            }

            @Override
            public void unreadable(Path file, IOException why) {
                desk.say("note: " + file.getFileName() + " was not searched: " + Sentence.of(why));
            }
        };
    }
}
