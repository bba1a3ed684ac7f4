package sacred.timeline.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** One pass of a {@link Repair} over the damaged file. */
final class Salvage {

    private final To records;
    private final To rests;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> hashes = new HashSet<>();
    private final Set<Integer> incomplete = new TreeSet<>();
    private Optional<String> origin = Optional.empty();
    private LongFunction<Segments.Place> places = _ -> {
        throw new IllegalStateException("nothing is read yet");
    };
    private String before = "";
    private int kept;
    private int lastTurn;
    private boolean gap;
    private int line;
    private long offset;

    /** Where bytes go. */
    interface To {
        void put(byte[] bytes) throws IOException;
    }

    Salvage(To records, To rests) {
        this.records = records;
        this.rests = rests;
    }

    void read(Segments file) throws IOException {
        places = file.places();
        try (Lines lines = Lines.of(file.stream())) {
            for (var next = lines.next(); next.isPresent(); next = lines.next()) {
                line++;
                take(next.get().bytes());
                offset += next.get().bytes().length + 1;
            }
        }
        lost(gap, lastTurn);
    }

    private void take(byte[] bytes) throws IOException {
        Wreck wreck = Wreck.of(bytes);
        if (wreck.rest().length > 0 || wreck.records().isEmpty()) {
            gap = true;
            aside(wreck.rest(), wreck.why());
        }
        for (byte[] record : wreck.records()) {
            record(record);
            if (!wreck.why().isEmpty()) {
                find(Finding.Kind.NOTE, ": a whole record in it was kept");
            }
        }
    }

    private void record(byte[] bytes) throws IOException {
        try {
            Members m = new Members(Json.object(bytes));
            String hash = Chain.check(bytes).orElseThrow();
            if (m.optionalText("type").equals(Optional.of("timeline"))) {
                header(m, hash, bytes);
            } else if (!hashes.add(hash)) {
                aside(bytes, "it repeats a record that is kept");
            } else {
                keep(m, hash, bytes);
            }
        } catch (Unreadable e) {
            gap = true;
            aside(bytes, e.getMessage());
        }
    }

    private void header(Members m, String hash, byte[] bytes) throws IOException, Unreadable {
        if (kept > 0 || origin.isPresent()) {
            aside(bytes, "it is one more header, of another timeline");
        } else {
            Header header = Decoder.header(m);
            origin = Optional.of(header.id());
            // what an earlier repair could not keep is still missing
            header.repaired().ifPresent(repaired -> incomplete.addAll(repaired.incompleteTurns()));
            before = hash;
        }
    }

    private void keep(Members m, String hash, byte[] bytes) throws IOException, Unreadable {
        Entry entry = Decoder.entry(line, m);
        if (entry instanceof Entry.Damaged damaged) {
            throw new Unreadable(damaged.reason());
        }
        boolean missing = gap || !m.optionalText("prev").equals(Optional.of(before));
        if (entry instanceof Entry.Durable durable) {
            int turn = durable.event().turn();
            lost(missing, turn);
            lost(missing && kept > 0, lastTurn);
            lastTurn = Math.max(lastTurn, turn);
            gap = false;
        }
        before = hash;
        kept++;
        records.put(bytes);
    }

    private void lost(boolean something, int turn) {
        if (something && turn > 0) {
            incomplete.add(turn);
        }
    }

    private void aside(byte[] bytes, String why) throws IOException {
        find(Finding.Kind.DAMAGE, " was not kept: " + why);
        rests.put(bytes);
    }

    private void find(Finding.Kind kind, String what) {
        Segments.Place place = places.apply(offset);
        findings.add(new Finding(line, place.offset(), kind, "line " + line + what + place.named()));
    }

    /** The same record after another one: with all its members, in their order. */
    static Chain.Link relinked(byte[] record, Chain after) throws IOException {
        try {
            Map<String, Json> members = new LinkedHashMap<>(Json.object(record).members());
            members.remove("hash");
            members.remove("prev");
            members.put("seq", new Json.Num(Long.toString(after.seq() + 1)));
            members.put("prev", new Json.Str(after.hash()));
            return Chain.link(open(members), after.seq() + 1);
        } catch (Unreadable e) {
            throw new IllegalStateException("It was read before.", e);
        }
    }

    private static byte[] open(Map<String, Json> members) {
        byte[] closed = new Json.Obj(members).text().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(closed, closed.length - 1);
    }

    Optional<String> origin() {
        return origin;
    }

    int lastTurn() {
        return lastTurn;
    }

    /** Which turns have lost something, ascending. */
    List<Integer> incomplete() {
        return List.copyOf(incomplete);
    }

    int kept() {
        return kept;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
