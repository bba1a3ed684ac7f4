package sacred.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import sacred.app.find.Excerpt;
import sacred.app.find.Hit;
import sacred.app.find.HitJson;
import sacred.app.find.Search;
import sacred.app.host.Host;
import sacred.app.host.Sentence;
import sacred.app.text.Printable;
import sacred.app.view.HitList;

/** What a search finds, line by line as it is found; on a terminal with its marks, and with how far it is. */
final class FoundLines implements Search.Watcher {

    private static final String MARK = "\033[1;4m";
    private static final String UNMARK = "\033[0m";
    private static final String CLEAR_LINE = "\r\033[K";
    private static final long PATIENCE_NANOS = 300_000_000;

    private final Host host;
    private final boolean json;
    private long lastNanos;
    private boolean showing;

    FoundLines(Host host, boolean json) {
        this.host = host;
        this.json = json;
        this.lastNanos = host.nanos().getAsLong();
    }

    @Override
    public boolean found(Hit hit) {
        clear();
        if (json) {
            host.out().line(HitJson.of(hit));
        } else {
            place(hit);
        }
        return !host.out().broken();
    }

    private void place(Hit hit) {
        Excerpt excerpt = hit.excerpt();
        String head = HitList.head(hit, host.zone()) + "  ";
        // a mark must not stand inside of what is to be hidden
        boolean clean = host.out().hidden(excerpt.line()).equals(excerpt.line());
        if (!host.out().terminal() || !clean) {
            host.out().safeLine(head + excerpt.line());
        } else if (host.dumb()) {
            host.out().safeLine(head + excerpt.marked("«", "»"));
        } else {
            StringBuilder line = new StringBuilder(Printable.of(head));
            int from = 0;
            for (var mark : excerpt.marks()) {
                line.append(Printable.of(excerpt.line().substring(from, mark.from())))
                        .append(MARK)
                        .append(Printable.of(excerpt.line().substring(mark.from(), mark.to())))
                        .append(UNMARK);
                from = mark.to();
            }
            line.append(Printable.of(excerpt.line().substring(from))).append('\n');
            host.out().bytes(line.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void unreadable(Path file, IOException why) {
        clear();
        host.err().safeLine("note: " + file.getFileName() + " was not searched: " + Sentence.of(why));
    }

    @Override
    public void progress(int searched, int files) {
        long now = host.nanos().getAsLong();
        if (host.err().terminal() && !host.dumb() && now - lastNanos > PATIENCE_NANOS) {
            lastNanos = now;
            showing = true;
            String line = CLEAR_LINE + searched + " of " + files + " timelines searched · Ctrl+C stops";
            host.err().bytes(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    void end() {
        clear();
    }

    private void clear() {
        if (showing) {
            showing = false;
            host.err().bytes(CLEAR_LINE.getBytes(StandardCharsets.UTF_8));
        }
    }
}
