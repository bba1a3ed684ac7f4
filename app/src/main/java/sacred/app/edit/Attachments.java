package sacred.app.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.timeline.Attachment;

/**
 * The files that a prompt mentions with an {@code @}, each once. What is no file is only a word. A folded paste is text and attaches nothing. Blocks on the file system.
 *
 * @param names how paths are read
 */
public record Attachments(FileNames names) {

    /** A file of more bytes is refused: 256 KB. */
    public static final int BYTES = 256 * 1024;

    /** What became of a prompt. */
    public sealed interface Attached {}

    /**
     * What is sent.
     *
     * @param prompt as it was written
     * @param missing what stands behind an {@code @} and is no file, so only a word
     */
    public record Ready(String prompt, List<Attachment.Text> files, List<String> missing) implements Attached {

        /** What the user should know; empty when every name was found. */
        public Optional<String> remark() {
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of("note: there is no file " + String.join(", ", missing)
                            + "; it was sent as a word, without a content.");
        }
    }

    /** Nothing is sent; a sentence that says why. */
    public record Refused(String sentence) implements Attached, Looked {}

    private static final String ENDS_SENTENCES = ".,;:!?)]}>'\"";

    public Attached of(Editor editor) {
        return of(editor.text(), editor.expanded());
    }

    public Attached of(String prompt) {
        return of(prompt, prompt);
    }

    /** @param typed where mentions count, as against what is sent */
    public Attached of(String typed, String sent) {
        Map<String, Attachment.Text> files = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Mention mention : Mention.in(typed)) {
            Optional<String> name = existing(mention.path());
            if (name.isEmpty()) {
                missing.add("@" + mention.path());
            } else if (!files.containsKey(name.get())) {
                switch (read(name.get())) {
                    case Read(Attachment.Text text) -> files.put(name.get(), text);
                    case Refused refused -> {
                        return refused;
                    }
                }
            }
        }
        List<String> named = missing.stream()
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .distinct()
                .toList();
        return new Ready(sent, List.copyOf(files.values()), named);
    }

    /** What came of one file. */
    private sealed interface Looked {}

    private record Read(Attachment.Text text) implements Looked {}

    /** The path, or what remains of it without the end of a sentence, when something is there. */
    private Optional<String> existing(String path) {
        String name = path;
        while (name.codePoints().anyMatch(Character::isLetterOrDigit)) {
            if (names.path(name).filter(Files::exists).isPresent()) {
                return Optional.of(name);
            }
            if (ENDS_SENTENCES.indexOf(name.charAt(name.length() - 1)) < 0) {
                break;
            }
            name = name.substring(0, name.length() - 1);
        }
        return Optional.empty();
    }

    private Looked read(String name) {
        Path file = names.path(name).orElseThrow();
        if (Files.isDirectory(file)) {
            return refused(name, "is a directory; only files can be attached");
        }
        // asked before it is opened: a pipe would wait for ever and a device would never end
        if (!Files.isRegularFile(file)) {
            return refused(name, "is not a regular file and cannot be attached");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return text(name, in.readNBytes(BYTES + 1));
        } catch (IOException e) {
            return refused(name, "cannot be read");
        }
    }

    private static Looked text(String name, byte[] bytes) {
        if (bytes.length > BYTES) {
            return refused(name, "is bigger than 256 KB and cannot be attached");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0
                    ? new Read(new Attachment.Text(name, text))
                    : refused(name, "is a binary file; only text can be attached");
        } catch (CharacterCodingException e) {
            return refused(name, "is not text in UTF-8 and cannot be attached");
        }
    }

    private static Refused refused(String name, String why) {
        return new Refused(name + " " + why + ". Nothing was sent; without the @ it is only a name.");
    }
}
