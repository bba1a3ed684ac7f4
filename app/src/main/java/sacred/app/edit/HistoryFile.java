package sacred.app.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lines of the history: one an entry, in UTF-8, with the backslash escapes of JLine's history, which shares the file. */
final class HistoryFile {

    private HistoryFile() {}

    /** The entries of a file, oldest first; what is no entry is left out. A file that does not exist has none. */
    static List<String> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<String> entries = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                decoded(ByteBuffer.wrap(bytes, from, i - from))
                        .map(HistoryFile::unescaped)
                        .filter(entry -> !entry.isBlank())
                        .ifPresent(entries::add);
                from = i + 1;
            }
        }
        return entries;
    }

    private static Optional<String> decoded(ByteBuffer line) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(line).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Adds an entry behind the others with one write; half a line that somebody left there is ended first. */
    static void append(Path file, String entry) throws IOException {
        String line = (torn(file) ? "\n" : "") + escaped(entry) + "\n";
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.APPEND, StandardOpenOption.CREATE), Private.FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(line));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static boolean torn(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    static byte[] bytes(List<String> entries) {
        StringBuilder all = new StringBuilder();
        entries.forEach(entry -> all.append(escaped(entry)).append('\n'));
        return bytes(all.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String escaped(String entry) {
        return entry.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String line) {
        StringBuilder entry = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            // a backslash at the very end escapes nothing
            if (c != '\\' || i + 1 == line.length()) {
                entry.append(c);
                continue;
            }
            char escaped = line.charAt(++i);
            entry.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return entry.toString();
    }
}
