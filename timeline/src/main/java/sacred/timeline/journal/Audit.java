package sacred.timeline.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the lines of a timeline file one by one, and trusts none. Of a damaged line nothing is said twice: what follows it is
 * linked to what cannot be read. Not to be shared between threads.
 */
final class Audit {

    private final List<Finding> findings = new ArrayList<>();
    private final Turns turns = new Turns(this::contradiction, this::note);
    private Chain end = Chain.START;
    private int line;
    private long offset;
    private int records;
    /** Lines since the last intact record: what they were linked to cannot be checked. */
    private int unlinked;

    void take(Lines.Line next) {
        line++;
        byte[] bytes = next.bytes();
        try {
            intact(bytes);
            if (!next.terminated()) {
                damage("its newline is missing");
            }
        } catch (Unreadable e) {
            unlinked++;
            damaged(
                    next.terminated()
                            ? e.getMessage()
                            : "it is torn: " + bytes.length + " bytes of a record that was not completed");
        }
        offset += bytes.length + 1;
    }

    void end() {
        if (line == 0) {
            findings.add(new Finding(0, 0, Finding.Kind.DAMAGE, "the file is empty"));
        }
        turns.end();
    }

    private void intact(byte[] bytes) throws Unreadable {
        if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new Unreadable("it is empty");
        }
        Members m = new Members(Json.object(bytes));
        String hash = Chain.check(bytes)
                .orElseThrow(() -> new Unreadable("its hash does not match: it was changed or damaged"));
        if (line == 1 && m.optionalText("type").equals(Optional.of("timeline"))) {
            turns.begin(Decoder.header(m), m);
            if (m.small("format") > Header.FORMAT) {
                note("it was written by a newer version (format " + m.small("format") + ")");
            }
            end = new Chain(hash, 0);
        } else {
            follow(m, hash);
        }
        records++;
        unlinked = 0;
    }

    private void follow(Members m, String hash) throws Unreadable {
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
        switch (Decoder.entry(line, m)) {
            case Entry.Durable durable -> turns.take(durable.event());
            case Entry.Foreign foreign ->
                note("it is intact, and this version does not know \"" + foreign.kind() + "\"");
            case Entry.Damaged damaged -> damaged(damaged.reason());
        }
        end = new Chain(hash, Math.max(seq, end.seq()));
    }

    private void damaged(String reason) {
        findings.add(new Finding(line, offset, Finding.Kind.DAMAGE, "line " + line + " is damaged: " + reason));
        turns.broken();
    }

    private void damage(String reason) {
        findings.add(new Finding(line, offset, Finding.Kind.DAMAGE, "line " + line + ": " + reason));
    }

    private void contradiction(String what) {
        findings.add(new Finding(line, offset, Finding.Kind.CONTRADICTION, "line " + line + ": " + what));
    }

    private void note(String what) {
        findings.add(new Finding(line, offset, Finding.Kind.NOTE, "line " + line + ": " + what));
    }

    List<Finding> findings() {
        return findings;
    }

    int records() {
        return records;
    }
}
