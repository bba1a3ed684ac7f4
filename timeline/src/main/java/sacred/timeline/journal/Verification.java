package sacred.timeline.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code sacred verify} found: hash, prev and seq of every record, the sums of every turn and the times, recomputed from the
 * bytes.
 *
 * @param records intact records, the header among them
 * @param findings in the order of the timeline
 * @param notes what became of its files without any loss, a sentence each
 */
public record Verification(Path file, int records, List<Finding> findings, List<String> notes) {

    public Verification {
        findings = List.copyOf(findings);
    }

    /**
     * Blocks for as long as the file takes.
     *
     * @throws JournalException when there is no such file or it is no regular file
     */
    public static Verification of(Path file) throws IOException {
        Segments segments = Segments.of(Private.regular(file));
        Audit audit = new Audit(segments.places());
        try (Pieces pieces = Pieces.of(segments.stream(), 0, true)) {
            for (List<Pieces.Piece> some = pieces.next(); !some.isEmpty(); some = pieces.next()) {
                for (Pieces.Piece piece : some) {
                    piece.lines().forEach(line -> audit.take(piece, line));
                }
            }
        }
        audit.end();
        return new Verification(file, audit.records(), audit.findings(), segments.notes());
    }

    /** Only what is damaged, for people; empty when the file is as it was written. */
    public List<String> problems() {
        return findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.DAMAGE)
                .map(Finding::sentence)
                .toList();
    }

    /** Whether the file is as it was written, and nothing in it contradicts the rest. */
    public boolean sound() {
        return findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.NOTE);
    }

    /** For programs: one JSON object on one line. */
    public String json() {
        Map<String, Json> all = new LinkedHashMap<>();
        all.put("file", new Json.Str(file.toString()));
        all.put("records", new Json.Num(Integer.toString(records)));
        all.put("sound", new Json.Bool(sound()));
        List<Json> items = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Json> item = new LinkedHashMap<>();
            item.put("line", new Json.Num(Integer.toString(finding.line())));
            item.put("offset", new Json.Num(Long.toString(finding.offset())));
            item.put("kind", new Json.Str(finding.kind().wire()));
            item.put("what", new Json.Str(finding.sentence()));
            items.add(new Json.Obj(item));
        }
        all.put("findings", new Json.Arr(items));
        List<Json> said = new ArrayList<>();
        notes.forEach(note -> said.add(new Json.Str(note)));
        all.put("notes", new Json.Arr(said));
        return new Json.Obj(all).text();
    }
}
