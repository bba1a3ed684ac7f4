package sacred.timeline.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.timeline.Event;
import sacred.timeline.Kind;
import sacred.timeline.Live;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;

/**
 * One pass over the bytes of a timeline, whose files are as one: what is in it, what is wrong with it, and where a writer goes
 * on. Readers and the writer come from here, so they cannot disagree; an {@link Audit} says the same of damage. Not to be shared
 * between threads.
 */
final class Scan {

    private static final String START = "{\"type\":\"timeline\"";

    /** A file with more that is wrong with it is not worth an index. */
    private static final int MAX_ODD = 1_000;

    private final Places places;
    /** Entries that are no records, by their position. */
    private final Map<Integer, Entry> odd = new HashMap<>();

    private final List<String> problems = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private Chain end = Chain.START;
    private byte[] torn = {};
    private boolean terminated = true;
    private long goodBytes;
    private int line;
    private int records;
    private int newer;
    private int headerLength;
    private String headerHash = "";
    private long indexedBytes;
    /** Lines since the last intact record: what they were linked to cannot be checked. */
    private int unlinked;

    private Folding folding = new Folding(Timeline.EMPTY);

    private Scan(Places places) {
        this.places = places;
    }

    /** Every hash and every link is checked; what a record holds, where its hash does not vouch for it. */
    static Scan of(Segments file) throws IOException {
        return of(file, Optional.empty(), Progress.UNTOLD);
    }

    /** As {@link #of}; reads only what is behind the index of the file, where it has one that fits. */
    static Scan indexed(Segments file) throws IOException {
        return of(file, Index.of(file), Progress.UNTOLD);
    }

    /** @param index what need not be read */
    static Scan of(Segments file, Optional<Index> index, Progress progress) throws IOException {
        Scan scan = index.isPresent() ? behind(index.get(), file) : new Scan(new Places());
        scan.readOn(file, false, progress);
        return scan;
    }

    private static Scan behind(Index index, Segments file) {
        IndexedState found = index.found();
        Scan scan = new Scan(index.places());
        scan.odd.putAll(found.odd());
        scan.problems.addAll(found.problems());
        scan.header = Timelines.header(file.last().file());
        scan.headerLength = found.headerLength();
        scan.headerHash = found.headerHash();
        scan.end = found.end();
        scan.goodBytes = index.bytes();
        scan.indexedBytes = scan.goodBytes;
        scan.line = found.lines();
        scan.records = found.records();
        scan.folding = new Folding(found.folded());
        return scan;
    }

    /** What the next one need not scan again; empty where that is not worth it, or the file does not end well. */
    Optional<Index> index(Segments file, long worthBytes) throws IOException {
        boolean whole = header.isPresent() && places.size() > 0 && unlinked == 0 && terminated && torn.length == 0;
        boolean worth = file.parts().size() == 1
                && goodBytes - indexedBytes >= worthBytes
                && problems.size() + odd.size() <= MAX_ODD;
        if (!whole || !worth) {
            return Optional.empty();
        }
        IndexedState found = new IndexedState(
                Files.getLastModifiedTime(file.last().file()).toMillis(),
                headerLength,
                headerHash,
                line,
                records,
                end,
                problems(),
                Map.copyOf(odd),
                folding.folded().live().map(Live::turn),
                folding.lastClosed(),
                folding.folded().totals());
        return Optional.of(new Index(goodBytes, found, places));
    }

    /** As {@link #of}, and every record is read in full. */
    static Scan inFull(Segments file) throws IOException {
        Scan scan = new Scan(new Places());
        scan.readOn(file, true, Progress.UNTOLD);
        return scan;
    }

    private void readOn(Segments file, boolean inFull, Progress progress) throws IOException {
        try (Pieces pieces = Pieces.of(file.stream(), goodBytes, inFull)) {
            for (List<Pieces.Piece> some = pieces.next(); !some.isEmpty(); some = pieces.next()) {
                for (Pieces.Piece piece : some) {
                    for (Line next : piece.lines()) {
                        line++;
                        take(piece, next);
                    }
                }
                progress.scanned(some.getLast().offset() + some.getLast().bytes().length);
            }
        }
        if (line == 0) {
            problems.add("the file is empty");
        }
    }

    private void take(Pieces.Piece piece, Line next) {
        if (next.zeros() > 0) {
            // bytes that never reached the disk; behind them stands a record that did
            unlinked++;
            goodBytes += next.zeros();
            problems.add("line " + line + " is damaged: it begins with " + next.zeros()
                    + " bytes that never reached the disk");
        }
        long offset = piece.offset() + next.from();
        try {
            intact(offset, next);
            terminated = next.terminated();
            goodBytes += next.length() + (terminated ? 1 : 0);
            if (!terminated) {
                problem("its newline is missing");
            }
        } catch (Unreadable e) {
            unlinked++;
            if (next.terminated()) {
                goodBytes += next.length() + 1;
                damaged(offset, next, e.getMessage());
            } else {
                torn = next.bytes(piece);
                damaged(offset, next, "it is torn: " + torn.length + " bytes of a record that was not completed");
            }
        }
    }

    private void intact(long offset, Line next) throws Unreadable {
        if (next.outline().isPresent()) {
            Outline outline = next.outline().get();
            linked(() -> Optional.of(outline.prev()));
            inOrder(outline.seq());
            fold(offset, next, outline.kind(), outline.event());
            end = new Chain(outline.hash(), Math.max(outline.seq(), end.seq()));
        } else {
            inFull(offset, next);
        }
        records++;
        unlinked = 0;
    }

    private void inFull(long offset, Line next) throws Unreadable {
        Members m = next.read().orElseThrow();
        boolean first =
                line == 1 && m.optionalText("type").filter("timeline"::equals).isPresent();
        if (first && m.small("format") > Header.FORMAT) {
            newer = m.small("format");
        }
        String hash = next.seal().orElseThrow();
        if (first) {
            header = Optional.of(Decoder.header(m));
            headerLength = next.length();
            headerHash = hash;
            end = new Chain(hash, 0);
        } else {
            follow(offset, next, m, hash);
        }
    }

    private void follow(long offset, Line next, Members m, String hash) throws Unreadable {
        linked(() -> m.optionalText("prev"));
        long seq = m.optionalInteger("seq").orElse(0);
        inOrder(seq);
        switch (next.content().orElseThrow()) {
            case Entry.Durable durable -> fold(offset, next, Kind.of(durable.event()), durable.event());
            case Entry.Foreign foreign -> {
                odd.put(places.size(), new Entry.Foreign(line, foreign.kind()));
                places.add(offset, next.length(), Places.FOREIGN, 0, false);
            }
            case Entry.Damaged damaged -> damaged(offset, next, damaged.reason());
        }
        end = new Chain(hash, Math.max(seq, end.seq()));
    }

    private void linked(Line.Found.Looking<Optional<String>> prev) throws Unreadable {
        if (line == 1) {
            problem("there is no header");
        } else if (unlinked == 0 && !prev.look().equals(Optional.of(end.hash()))) {
            problem("it does not follow the record before: one was changed, moved or removed");
        }
    }

    private void inOrder(long seq) {
        long expected = end.seq() + 1;
        if (line > 1 && (seq < expected || seq > expected + unlinked)) {
            problem("its seq is " + seq + " where " + expected + " was expected");
        }
    }

    private void fold(long offset, Line next, Kind kind, Event.Durable event) {
        places.add(offset, next.length(), kind.ordinal(), event.turn(), folding.take(event));
    }

    private void damaged(long offset, Line next, String reason) {
        odd.put(places.size(), new Entry.Damaged(line, reason));
        places.add(offset, next.length(), Places.DAMAGED, 0, false);
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

    /** What is in the file, to be read from it when it is asked for. */
    Records records(Segments file) throws IOException {
        int firstLine = header.isPresent() ? 2 : 1;
        return new Records(new RecordFile(file), places, Map.copyOf(odd), firstLine, header.map(Header::createdAt));
    }

    /** The fold of the readable durable events, read from the file when it is asked for. */
    Timeline timeline(Records records) {
        Timeline folded = folding.folded();
        return new Timeline(
                Sequence.of(records.blocks()), Sequence.of(records.closings()), folded.live(), folded.totals());
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
