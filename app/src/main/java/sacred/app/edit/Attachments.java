package sacred.app.edit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a prompt mentions with an {@code @}, attached to it: the prompt, then each file once, in a fence. What is no
 * file is only a word. A folded paste is text and attaches nothing. Blocks on the file system.
 *
 * @param names how paths are read
 */
public record Attachments(FileNames names) {

    /** A file of more bytes is refused: 256 KB. */
    public static final int BYTES = 256 * 1024;

    /** What became of a prompt. */
    public sealed interface Attached {}

    /** What is sent. */
    public record Ready(String prompt) implements Attached {}

    /** Nothing is sent; a sentence that says why. */
    public record Refused(String sentence) implements Attached {}

    private static final String ENDS_SENTENCES = ".,;:!?)]}>'\"";

    public Attached of(Editor editor) {
        return of(editor.text(), editor.expanded());
    }

    public Attached of(String prompt) {
        return of(prompt, prompt);
    }

    /** @param typed where mentions count, as against what is sent */
    public Attached of(String typed, String sent) {
        Map<String, String> contents = new LinkedHashMap<>();
        for (Mention mention : Mention.in(typed)) {
            Optional<String> name = existing(mention.path());
            if (name.isEmpty() || contents.containsKey(name.get())) {
                continue;
            }
            switch (read(name.get())) {
                case Ready(String text) -> contents.put(name.get(), text);
                case Refused refused -> {
                    return refused;
                }
            }
        }
        StringBuilder all = new StringBuilder(sent);
        contents.forEach((name, text) -> all.append(block(name, text)));
        return new Ready(all.toString());
    }

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

    private Attached read(String name) {
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

    private static Attached text(String name, byte[] bytes) {
        if (bytes.length > BYTES) {
            return refused(name, "is bigger than 256 KB and cannot be attached");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0
                    ? new Ready(text)
                    : refused(name, "is a binary file; only text can be attached");
        } catch (CharacterCodingException e) {
            return refused(name, "is not text in UTF-8 and cannot be attached");
        }
    }

    private static Refused refused(String name, String why) {
        return new Refused(name + " " + why + ". Nothing was sent; without the @ it is only a name.");
    }

    private static String block(String name, String text) {
        String fence = "`".repeat(Math.max(3, longestFence(text) + 1));
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return "\n\n" + name + ":\n" + fence + "\n" + text + end + fence;
    }

    private static int longestFence(String text) {
        int longest = 0;
        int now = 0;
        for (int i = 0; i < text.length(); i++) {
            now = text.charAt(i) == '`' ? now + 1 : 0;
            longest = Math.max(longest, now);
        }
        return longest;
    }
}
