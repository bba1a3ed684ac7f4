package sacred.timeline.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Looks at the lines of a timeline file one by one, and trusts none. Of a damaged line nothing is said twice: what follows it is
 * linked to what cannot be read. Not to be shared between threads.
 */
final class Audit {

    private final List<Finding> findings = new ArrayList<>();
    private final LongFunction<Segments.Place> places;
    private final Turns turns = new Turns(this::contradiction, this::note);
    private Chain end = Chain.START;
    private int line;
    private long offset;
    private int records;
    /** Lines since the last intact record: what they were linked to cannot be checked. */
    private int unlinked;

    /** @param places where a byte of the timeline is */
    Audit(LongFunction<Segments.Place> places) {
        this.places = places;
    }

    void take(Pieces.Piece piece, Line next) {
        line++;
        offset = piece.offset() + next.from() - next.zeros();
        if (next.zeros() > 0) {
            // bytes that never reached the disk; behind them stands a record that did
            unlinked++;
            damaged("it begins with " + next.zeros() + " bytes that never reached the disk");
            offset += next.zeros();
        }
        try {
            intact(next);
            if (!next.terminated()) {
                damage("its newline is missing");
            }
        } catch (Unreadable e) {
            unlinked++;
            damaged(
                    next.terminated()
                            ? e.getMessage()
                            : "it is torn: " + next.length() + " bytes of a record that was not completed");
        }
    }

    void end() {
        if (line == 0) {
            findings.add(new Finding(0, 0, Finding.Kind.DAMAGE, "the file is empty"));
        }
        turns.end();
    }

    private void intact(Line next) throws Unreadable {
        Members m = next.read().orElseThrow();
        String hash = next.seal().orElseThrow();
        if (line == 1 && m.optionalText("type").equals(Optional.of("timeline"))) {
            turns.begin(Decoder.header(m));
            if (m.small("format") > Header.FORMAT) {
                note("it was written by a newer version (format " + m.small("format") + ")");
            }
            end = new Chain(hash, 0);
        } else {
            follow(next, m, hash);
        }
        records++;
        unlinked = 0;
    }

    private void follow(Line next, Members m, String hash) throws Unreadable {
        if (line == 1) {
            damage("there is no header");
        } else if (unlinked == 0 && !m.optionalText("prev").equals(Optional.of(end.hash()))) {
            damage("it does not follow the record before: one was changed, moved or removed");
            turns.broken();
        }
        long seq = m.optionalInteger("seq").orElse(0);
        long expected = end.seq() + 1;
        if (line > 1 && (seq < expected || seq > expected + unlinked)) {
            damage("its seq is " + seq + " where " + expected + " was expected");
        }
        switch (next.content().orElseThrow()) {
            case Entry.Durable durable -> turns.take(durable.event());
            case Entry.Foreign foreign ->
                note("it is intact, and this version does not know \"" + foreign.kind() + "\"");
            case Entry.Damaged damaged -> damaged(damaged.reason());
        }
        end = new Chain(hash, Math.max(seq, end.seq()));
    }

    private void damaged(String reason) {
        add(Finding.Kind.DAMAGE, " is damaged: " + reason);
        turns.broken();
    }

    private void damage(String reason) {
        add(Finding.Kind.DAMAGE, ": " + reason);
    }

    private void contradiction(String what) {
        add(Finding.Kind.CONTRADICTION, ": " + what);
    }

    private void note(String what) {
        add(Finding.Kind.NOTE, ": " + what);
    }

    private void add(Finding.Kind kind, String what) {
        Segments.Place place = places.apply(offset);
        findings.add(new Finding(line, place.offset(), kind, "line " + line + what + place.named()));
    }

    List<Finding> findings() {
        return findings;
    }

    int records() {
        return records;
    }
}
