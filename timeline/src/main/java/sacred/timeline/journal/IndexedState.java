package sacred.timeline.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.Totals;
import sacred.timeline.Usage;

/**
 * Where a scan stood, apart from the places of the entries.
 *
 * @param changedMs when the file had last been changed, in milliseconds
 * @param headerLength in bytes, without the newline
 * @param odd the entries that are no records, by their position
 * @param liveTurn the turn that had not ended
 * @param lastClosed the turn that ended last; 0 when none had
 */
record IndexedState(
        long changedMs,
        int headerLength,
        String headerHash,
        int lines,
        int records,
        Chain end,
        List<String> problems,
        Map<Integer, Entry> odd,
        Optional<Integer> liveTurn,
        int lastClosed,
        Totals totals) {

    /** The fold as it stood, without its blocks. */
    Timeline folded() {
        Event.Closed last = new Event.Closed(
                lastClosed, "", Instant.EPOCH, Event.Outcome.OK, OptionalLong.empty(), Usage.NONE, Cost.NOTHING);
        return Timeline.counted(lastClosed == 0 ? List.of() : List.of(last), totals)
                .reopened(liveTurn);
    }

    byte[] serialized() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(changedMs);
        out.writeInt(headerLength);
        out.writeUTF(headerHash);
        out.writeInt(lines);
        out.writeInt(records);
        out.writeUTF(end.hash());
        out.writeLong(end.seq());
        out.writeInt(problems.size());
        for (String problem : problems) {
            out.writeUTF(problem);
        }
        out.writeInt(odd.size());
        for (Map.Entry<Integer, Entry> entry : odd.entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue().line());
            out.writeBoolean(entry.getValue() instanceof Entry.Damaged);
            out.writeUTF(
                    entry.getValue() instanceof Entry.Damaged d
                            ? d.reason()
                            : ((Entry.Foreign) entry.getValue()).kind());
        }
        out.writeInt(liveTurn.orElse(0));
        out.writeInt(lastClosed);
        write(out, totals);
        return bytes.toByteArray();
    }

    static IndexedState read(DataInputStream in) throws IOException {
        long changedMs = in.readLong();
        int headerLength = in.readInt();
        String headerHash = in.readUTF();
        int lines = in.readInt();
        int records = in.readInt();
        Chain end = new Chain(in.readUTF(), in.readLong());
        List<String> problems = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            problems.add(in.readUTF());
        }
        Map<Integer, Entry> odd = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            int position = in.readInt();
            int line = in.readInt();
            boolean damaged = in.readBoolean();
            String what = in.readUTF();
            odd.put(position, damaged ? new Entry.Damaged(line, what) : new Entry.Foreign(line, what));
        }
        Optional<Integer> liveTurn = Optional.of(in.readInt()).filter(turn -> turn > 0);
        int lastClosed = in.readInt();
        return new IndexedState(
                changedMs,
                headerLength,
                headerHash,
                lines,
                records,
                end,
                problems,
                odd,
                liveTurn,
                lastClosed,
                totals(in));
    }

    private static void write(DataOutputStream out, Totals totals) throws IOException {
        out.writeInt(totals.lastTurn());
        out.writeLong(totals.prompts());
        out.writeInt(totals.commandTurn());
        out.writeUTF(totals.spentUsd().toString());
        out.writeBoolean(totals.asked().isPresent());
        if (totals.asked().isPresent()) {
            Usage usage = totals.asked().get().usage();
            Cost cost = totals.asked().get().cost();
            for (OptionalLong count :
                    List.of(usage.input(), usage.output(), usage.reasoning(), usage.cacheRead(), usage.cacheWrite())) {
                out.writeBoolean(count.isPresent());
                out.writeLong(count.orElse(0));
            }
            out.writeUTF(usage.source().name());
            out.writeInt(usage.flags().size());
            for (Usage.Flag flag : usage.flags()) {
                out.writeUTF(flag.name());
            }
            out.writeUTF(cost.usd().map(BigDecimal::toString).orElse(""));
            out.writeBoolean(cost.complete());
        }
    }

    private static Totals totals(DataInputStream in) throws IOException {
        int lastTurn = in.readInt();
        long prompts = in.readLong();
        int commandTurn = in.readInt();
        BigDecimal spent = new BigDecimal(in.readUTF());
        Optional<Totals.Sum> asked = in.readBoolean() ? Optional.of(sum(in)) : Optional.empty();
        return new Totals(lastTurn, prompts, commandTurn, asked, spent);
    }

    private static Totals.Sum sum(DataInputStream in) throws IOException {
        List<OptionalLong> counts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            boolean known = in.readBoolean();
            long count = in.readLong();
            counts.add(known ? OptionalLong.of(count) : OptionalLong.empty());
        }
        Usage.Source source = Usage.Source.valueOf(in.readUTF());
        Set<Usage.Flag> flags = EnumSet.noneOf(Usage.Flag.class);
        for (int left = in.readInt(); left > 0; left--) {
            flags.add(Usage.Flag.valueOf(in.readUTF()));
        }
        Usage usage = new Usage(
                counts.get(0),
                counts.get(1),
                counts.get(2),
                counts.get(3),
                counts.get(4),
                source,
                flags,
                Optional.empty());
        Optional<BigDecimal> usd =
                Optional.of(in.readUTF()).filter(text -> !text.isEmpty()).map(BigDecimal::new);
        return new Totals.Sum(usage, new Cost(usd, in.readBoolean()));
    }
}
