package sacred.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sacred.app.host.Host;
import sacred.timeline.journal.Checkup;
import sacred.timeline.journal.Checkup.Kind;

/** What {@code sacred doctor} says of the data directory: its room, its timelines, and what lies beside them. */
final class DataCheck {

    private static final long PATIENCE_NANOS = 3_000_000_000L;
    private static final long LITTLE_ROOM_BYTES = 100_000_000;
    private static final int NAMED = 5;
    private static final int FILES_A_REPORT = 100;
    private static final Map<Kind, String> MEANING = Map.of(
            Kind.UNREADABLE,
            "unreadable",
            Kind.DAMAGED,
            "damaged; `sacred repair FILE --to NEW` makes a new one of what is intact",
            Kind.TORN,
            "torn in the last record; opening one for writing keeps those bytes aside and goes on",
            Kind.OPEN,
            "being written",
            Kind.NOT_PRIVATE,
            "readable by others; `chmod 600` makes them yours alone",
            Kind.KEPT_ASIDE,
            "kept aside; bytes that were cut off a timeline or not trusted",
            Kind.WITHOUT_BEGINNING,
            "without the beginning of their timelines, which was moved or deleted; put it back beside them",
            Kind.LEFT_OVER,
            "left behind; of timelines that are gone, or not part of one");

    private final Host host;

    DataCheck(Host host) {
        this.host = host;
    }

    /** Where a line goes. */
    interface Lines {
        void say(String what, String value);
    }

    /** Says it all; false when something is wrong. */
    boolean run(Lines lines) throws IOException {
        Path data = host.data();
        if (!Files.exists(data)) {
            lines.say("data", data + " (made with the first timeline)");
            return true;
        }
        boolean writable = Files.isWritable(data);
        long room = Files.getFileStore(data).getUsableSpace();
        lines.say(
                "data",
                data + (writable ? "" : " is not writable") + ", " + size(room) + " free"
                        + (room < LITTLE_ROOM_BYTES ? ": that is little" : ""));
        long begun = host.nanos().getAsLong();
        Checkup found =
                Checkup.of(host.timelines(), () -> host.nanos().getAsLong() - begun > PATIENCE_NANOS, this::progress);
        progress(0);
        lines.say("timelines", summary(found));
        found.found().forEach((kind, files) -> say(lines, kind, files));
        return writable && room >= LITTLE_ROOM_BYTES && found.sound();
    }

    private static String summary(Checkup found) {
        String all =
                found.timelines() + (found.timelines() == 1 ? " timeline, " : " timelines, ") + size(found.bytes());
        return found.verified() == found.timelines()
                ? all + ", every record checked"
                : all + ", the newest " + found.verified()
                        + " checked record by record; `sacred verify --all` checks all";
    }

    private static void say(Lines lines, Kind kind, List<String> files) {
        lines.say("", files.size() + " " + MEANING.get(kind) + ":");
        files.stream().limit(NAMED).forEach(file -> lines.say("", "  " + file));
        if (files.size() > NAMED) {
            lines.say("", "  and " + (files.size() - NAMED) + " more");
        }
    }

    static String size(long bytes) {
        return bytes < 1000
                ? bytes + (bytes == 1 ? " byte" : " bytes")
                : bytes < 1_000_000
                        ? bytes / 1000 + " kB"
                        : bytes < 1_000_000_000L
                                ? bytes / 1_000_000 + " MB"
                                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** @param files 0 takes the line away */
    private void progress(int files) {
        if (host.err().terminal() && !host.dumb() && files % FILES_A_REPORT == 0) {
            String line = "\r\033[K" + (files == 0 ? "" : files + " timelines checked …");
            host.err().bytes(line.getBytes(StandardCharsets.UTF_8));
        }
    }
}
