package sacred.timeline.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One pass over the bytes of a timeline, whose files are as one: what is in it, what is wrong with it, and where a writer goes on. Readers,
 * the writer and {@code verify} all come from here, so they cannot disagree. Not to be shared between threads.
 */
final class Scan {

    private static final String START = "{\"type\":\"timeline\"";

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private Chain end = Chain.START;
    private byte[] torn = {};
    private boolean terminated = true;
    private long goodBytes;
    private int line;
    private int records;
    private int newer;
    /** Lines since the last intact record: what they were linked to cannot be checked. */
    private int unlinked;

    private Scan() {}

    static Scan of(Segments file) throws IOException {
        Scan scan = new Scan();
        try (Lines lines = Lines.of(file.stream())) {
            for (Optional<Lines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                scan.line++;
                scan.take(next.get());
            }
        }
        if (scan.line == 0) {
            scan.problems.add("the file is empty");
        }
        return scan;
    }

    private void take(Lines.Line next) {
        int zeros = next.terminated() ? zeros(next.bytes()) : 0;
        if (zeros > 0) {
            // bytes that never reached the disk; behind them stands a record that did
            unlinked++;
            goodBytes += zeros;
            damaged("it begins with " + zeros + " bytes that never reached the disk");
        }
        take(Arrays.copyOfRange(next.bytes(), zeros, next.bytes().length), next);
    }

    /** How many zero bytes stand before something else. */
    private static int zeros(byte[] bytes) {
        int zeros = 0;
        while (zeros < bytes.length && bytes[zeros] == 0) {
            zeros++;
        }
        return zeros < bytes.length ? zeros : 0;
    }

    private void take(byte[] bytes, Lines.Line next) {
        try {
            intact(bytes);
            terminated = next.terminated();
            goodBytes += bytes.length + (terminated ? 1 : 0);
            if (!terminated) {
                problem("its newline is missing");
            }
        } catch (Unreadable e) {
            unlinked++;
            if (next.terminated()) {
                goodBytes += bytes.length + 1;
                damaged(e.getMessage());
            } else {
                torn = bytes;
                damaged("it is torn: " + bytes.length + " bytes of a record that was not completed");
            }
        }
    }

    private void intact(byte[] bytes) throws Unreadable {
        if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new Unreadable("it is empty");
        }
        Members m = new Members(Json.object(bytes));
        boolean first =
                line == 1 && m.optionalText("type").filter("timeline"::equals).isPresent();
        if (first && m.small("format") > Header.FORMAT) {
            newer = m.small("format");
        }
        String hash = Chain.check(bytes)
                .orElseThrow(() -> new Unreadable("its hash does not match: it was changed or damaged"));
        if (first) {
            header = Optional.of(Decoder.header(m));
            end = new Chain(hash, 0);
        } else {
            follow(m, hash);
        }
        records++;
        unlinked = 0;
    }

    private void follow(Members m, String hash) throws Unreadable {
        if (line == 1) {
            problem("there is no header");
        } else if (unlinked == 0 && !m.optionalText("prev").equals(Optional.of(end.hash()))) {
            problem("it does not follow the record before: one was changed, moved or removed");
        }
        long seq = m.optionalInteger("seq").orElse(0);
        long expected = end.seq() + 1;
        if (line > 1 && (seq < expected || seq > expected + unlinked)) {
            problem("its seq is " + seq + " where " + expected + " was expected");
        }
        Entry entry = Decoder.entry(line, m);
        if (entry instanceof Entry.Damaged d) {
            damaged(d.reason());
        } else {
            entries.add(entry);
        }
        end = new Chain(hash, Math.max(seq, end.seq()));
    }

    private void damaged(String reason) {
        entries.add(new Entry.Damaged(line, reason));
        problems.add("line " + line + " is damaged: " + reason);
    }

    private void problem(String reason) {
        problems.add("line " + line + ": " + reason);
    }

    /** Whether this is a timeline at all: it has a record, or it is nothing but the beginning of a first one. */
    boolean isTimeline() {
        if (records > 0 || newer > 0 || line == 0) {
            return true;
        }
        String only = new String(torn, StandardCharsets.ISO_8859_1);
        return line == 1 && torn.length > 0 && (START.startsWith(only) || only.startsWith(START));
    }

    Optional<Header> header() {
        return header;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Everything that is wrong, each with its line number, for people. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Intact records, the header among them. */
    int records() {
        return records;
    }

    /** The format of a header that is newer than this program; 0 when it is not. */
    int newer() {
        return newer;
    }

    Chain end() {
        return end;
    }

    /** The bytes before a torn tail. */
    long goodBytes() {
        return goodBytes;
    }

    byte[] torn() {
        return torn;
    }

    /** Whether the last intact record has its newline. */
    boolean terminated() {
        return terminated;
    }
}
