package sacred.app.cli;

import java.io.IOException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.find.Query;
import sacred.app.find.Search;
import sacred.app.host.Host;
import sacred.app.host.Since;
import sacred.app.term.Interrupts;
import sacred.timeline.journal.Timelines;

/** {@code sacred search}: where something was said, over all timelines. Ctrl-C ends it with what was found. */
final class SearchTimelines implements Command {

    private static final int DEFAULT_HITS = 50;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String synopsis() {
        return "WORD... [\"A PHRASE\"] [kind:error] [provider:NAME] [model:GLOB] [tool:GLOB] [cost:>USD] [took:>20s]"
                + " [since:7d] [-- -WITHOUT]";
    }

    @Override
    public String about() {
        return "where all these words were said, newest first";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value("n", "limit", "N", "show so many places, " + DEFAULT_HITS + " if not said"))
                .addOption(new Option(null, "json", false, "one JSON object a line"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        Query query = query(call, host);
        if (query.isEmpty()) {
            throw new UsageException("search needs a word or a filter: sacred search " + synopsis());
        }
        int limit = limit(call);
        Search search = new Search(new Timelines(host.timelines()), query, limit);
        Thread searching = Thread.currentThread();
        Interrupts.on(searching::interrupt);
        FoundLines lines = new FoundLines(host, call.has("json"));
        Search.Outcome outcome = search.run(lines);
        lines.end();
        if (host.out().broken()) {
            return Cli.BROKEN_PIPE;
        }
        if (outcome.stopped()) {
            host.err().line("Stopped: " + outcome.searched() + " of " + outcome.files() + " timelines were searched.");
            return Cli.INTERRUPTED;
        }
        if (outcome.found() == limit) {
            host.err().line("note: these are the newest " + limit + "; there may be more, -n N shows them.");
        } else if (outcome.found() == 0) {
            host.err().line("Nothing was found.");
            Query.doubt(call.words(), new Since(host.clock(), host.zone()))
                    .ifPresent(doubt -> host.err().safeLine("note: " + doubt));
        }
        return outcome.found() == 0 ? Cli.FAILED : Cli.OK;
    }

    private static Query query(Invocation call, Host host) throws UsageException {
        try {
            return Query.of(call.words(), new Since(host.clock(), host.zone()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static int limit(Invocation call) throws UsageException {
        String n = call.value("limit").orElse(String.valueOf(DEFAULT_HITS));
        if (!n.matches("[1-9]\\d{0,8}")) {
            throw new UsageException("-n takes a number from 1, not \"" + n + "\".");
        }
        return Integer.parseInt(n);
    }
}
