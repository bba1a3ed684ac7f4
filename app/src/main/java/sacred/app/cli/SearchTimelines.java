package sacred.app.cli;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.cli.Options;
import sacred.app.find.Query;
import sacred.app.find.Search;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.host.Since;
import sacred.timeline.journal.Timelines;
import sacred.timeline.journal.Ulid;

/** {@code sacred search}: where something was said, over all timelines. */
final class SearchTimelines implements Command {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int DEFAULT_HITS = 50;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String synopsis() {
        return "WORD... [kind:error] [provider:NAME] [model:GLOB] [cost:>USD] [took:>20s] [since:7d]";
    }

    @Override
    public String about() {
        return "where all these words were said, newest first";
    }

    @Override
    public Options options() {
        return new Options().addOption(Invocation.value("n", "limit", "N", "show so many places, 50 if not said"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        if (call.words().isEmpty()) {
            throw new UsageException("search needs a word or a filter: sacred search " + synopsis());
        }
        int limit = limit(call);
        AtomicInteger found = new AtomicInteger();
        new Search(new Timelines(host.timelines()), query(call, host))
                .run(
                        hit -> {
                            host.out()
                                    .safeLine(Ulid.shortened(hit.timeline()) + "  "
                                            + MINUTE.format(
                                                    hit.block().head().at().atZone(host.zone()))
                                            + String.format(
                                                    Locale.ROOT,
                                                    "  turn %-3d %-6s  ",
                                                    hit.block().head().turn(),
                                                    hit.block().kind())
                                            + hit.snippet());
                            return found.incrementAndGet() < limit
                                    && !host.out().broken();
                        },
                        (file, e) -> host.err()
                                .safeLine("note: " + file.getFileName() + " was not searched: " + Sentence.of(e)));
        if (found.get() == 0) {
            host.err().line("Nothing was found.");
        } else if (found.get() == limit) {
            host.err().line("note: these are the newest " + limit + "; there may be more, -n N shows them.");
        }
        return found.get() == 0 ? Cli.FAILED : Cli.OK;
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
