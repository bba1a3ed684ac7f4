package sacred.timeline.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The directory of timelines. It need not exist. Everything here reads and nothing writes. */
public record Timelines(Path directory) {

    private static final String SUFFIX = ".jsonl";
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_CANDIDATES = 8;

    /** A file and its header, where it has one. */
    private record Named(Path file, Optional<Header> header) {
        String id() {
            return header.map(Header::id).orElse("").toUpperCase(Locale.ROOT);
        }
    }

    /** Every timeline, newest first; reads all of every file. Damaged ones are listed with a reason, none is hidden. */
    public List<Summary> list() throws IOException {
        List<Summary> summaries = new ArrayList<>();
        for (Path file : files()) {
            summaries.add(Summary.of(file));
        }
        summaries.sort(Comparator.comparing(Summary::createdAt)
                .thenComparing(Summary::id)
                .reversed());
        return summaries;
    }

    /** The timeline that was written to last, among those with a readable header; reads one line of every file. */
    public Optional<Path> newest() throws IOException {
        Map<Path, FileTime> written = new HashMap<>();
        return named().stream()
                .filter(n -> n.header().isPresent())
                .max(Comparator.comparing((Named n) -> written.computeIfAbsent(n.file(), Timelines::written))
                        .thenComparing(n -> n.header().get().createdAt())
                        .thenComparing(Named::id))
                .map(Named::file);
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
        List<Named> fitting = named().stream()
                .filter(n -> n.id().startsWith(wanted)
                        || n.id().endsWith(wanted)
                        || Ulid.shortened(n.id()).startsWith(wanted.toLowerCase(Locale.ROOT)))
                .toList();
        if (fitting.size() > 1) {
            throw new JournalException("\"" + fileOrId + "\" fits " + fitting.size() + " timelines: "
                    + fitting.stream().limit(MAX_CANDIDATES).map(Named::id).collect(Collectors.joining(", "))
                    + (fitting.size() > MAX_CANDIDATES ? ", ..." : "") + ". Write more of the id.");
        }
        return fitting.stream().map(Named::file).findFirst();
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

    private List<Named> named() throws IOException {
        List<Named> named = new ArrayList<>();
        for (Path file : files()) {
            named.add(new Named(file, header(file)));
        }
        return named;
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

    /** The header of a file, where it has one that can be read; reads one line. */
    public static Optional<Header> header(Path file) {
        try (InputStream in = Segments.of(Private.regular(file)).stream()) {
            byte[] bytes = in.readNBytes(MAX_HEADER_BYTES);
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            return Optional.of(Decoder.header(new Members(Json.object(Arrays.copyOf(bytes, end)))));
        } catch (IOException | Unreadable e) {
            // A file without a header has no id to be found by; the list shows it with the reason.
            return Optional.empty();
        }
    }
}
