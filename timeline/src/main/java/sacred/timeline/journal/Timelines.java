package sacred.timeline.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** The directory of timelines. It need not exist. Everything here reads and nothing writes. */
public record Timelines(Path directory) {

    private static final String SUFFIX = ".jsonl";
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    /** One that says where it comes from and what was lost is longer, and is read in several parts. */
    private static final int USUAL_HEADER_BYTES = 1024;

    private static final int MAX_CANDIDATES = 8;

    /** Every timeline, newest first; reads one line of every file. What is damaged or no timeline is among them. */
    public List<SavedTimeline> saved() throws IOException {
        return files().stream()
                .map(SavedTimeline::of)
                .sorted(Comparator.comparing(SavedTimeline::createdAt)
                        .thenComparing(SavedTimeline::id)
                        .reversed())
                .toList();
    }

    /** The same with what is in them. */
    public Stream<Summary> summaries() throws IOException {
        return summaries(saved());
    }

    /**
     * What is in some of them, in this order; damaged ones with a reason, none is hidden. All of a file is read when its turn
     * comes, or a little before, on as many threads as there are processors: whoever wants the first waits for the first.
     */
    public static Stream<Summary> summaries(List<SavedTimeline> timelines) {
        int atOnce = 2 * Runtime.getRuntime().availableProcessors();
        return timelines.stream().gather(Gatherers.mapConcurrent(atOnce, Summary::of));
    }

    /** The timeline that was written to last, among those with a readable header; reads one line of every file. */
    public Optional<Path> newest() throws IOException {
        Map<Path, FileTime> written = new HashMap<>();
        return saved().stream()
                .filter(saved -> saved.header().isPresent())
                .max(Comparator.comparing(
                                (SavedTimeline saved) -> written.computeIfAbsent(saved.file(), Timelines::written))
                        .thenComparing(SavedTimeline::createdAt)
                        .thenComparing(SavedTimeline::id))
                .map(SavedTimeline::file);
    }

    /**
     * The timeline that the user means: a path that exists, the name of a file here with or without its ending, a whole
     * id, the beginning or end of one, or the beginning of its last six letters, in either case.
     *
     * @throws JournalException when several fit; it names them
     */
    public Optional<Path> find(String fileOrId) throws IOException {
        Optional<Path> path = path(fileOrId);
        if (path.isPresent()) {
            return path;
        }
        String wanted = fileOrId.strip().toUpperCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<SavedTimeline> fitting = saved().stream()
                .filter(saved -> fits(saved.id().toUpperCase(Locale.ROOT), wanted))
                .toList();
        if (fitting.size() > 1) {
            throw new JournalException("\"" + fileOrId + "\" fits " + fitting.size() + " timelines: "
                    + fitting.stream()
                            .limit(MAX_CANDIDATES)
                            .map(SavedTimeline::id)
                            .collect(Collectors.joining(", "))
                    + (fitting.size() > MAX_CANDIDATES ? ", ..." : "") + ". Write more of the id.");
        }
        return fitting.stream().map(SavedTimeline::file).findFirst();
    }

    private static boolean fits(String id, String wanted) {
        return id.startsWith(wanted)
                || id.endsWith(wanted)
                || Ulid.shortened(id).startsWith(wanted.toLowerCase(Locale.ROOT));
    }

    private Optional<Path> path(String text) {
        try {
            return List.of(Path.of(text), directory.resolve(text), directory.resolve(text + SUFFIX)).stream()
                    .filter(file -> !text.isBlank() && Files.exists(file))
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** When something was last written to a timeline, wherever it goes on; the beginning of time where that cannot be said. */
    public static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(Segments.of(file).last().file());
        } catch (IOException e) {
            // it went away while we looked
            return FileTime.fromMillis(0);
        }
    }

    /** Every timeline's file, the oldest first, whatever is in it. */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            found.forEach(files::add);
        }
        files.sort(Comparator.comparing(Path::toString));
        return files;
    }

    private static byte[] firstLine(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, USUAL_HEADER_BYTES);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = buffered.read();
        while (next >= 0 && next != '\n' && line.size() < MAX_HEADER_BYTES) {
            line.write(next);
            next = buffered.read();
        }
        return line.toByteArray();
    }

    /** The header of a file, where it has one that can be read; reads one line. */
    public static Optional<Header> header(Path file) {
        try (InputStream in = Segments.of(Private.regular(file)).stream()) {
            byte[] line = firstLine(in);
            return Optional.of(Decoder.header(new Members(Json.object(line))));
        } catch (IOException | Unreadable e) {
            // A file without a header has no id to be found by; the list shows it with the reason.
            return Optional.empty();
        }
    }
}
