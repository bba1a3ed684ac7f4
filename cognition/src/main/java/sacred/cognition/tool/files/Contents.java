package sacred.cognition.tool.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import sacred.cognition.tool.ToolException;

/**
 * A whole file as text, such that it can be written again byte for byte.
 *
 * @param charset UTF-8, or Latin-1 for what is text but not UTF-8
 * @param hash of its bytes
 */
record Contents(String text, Charset charset, String hash) {

    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** What is in no file that people write; escape sequences and form feeds are. */
    private static final String NEVER_IN_TEXT = "\0\1\2\3\4\5\6\16\17\20\21\22\23\24\25\26\27\30\31\34\35\36\37";

    /** @param shown the name for failures */
    static Contents read(FileChannel channel, String shown) throws IOException, ToolException {
        return of(bytes(channel, shown), shown);
    }

    static Contents of(byte[] bytes, String shown) throws ToolException {
        Optional<String> utf8 = decoded(bytes);
        String text = utf8.orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
        if (isBinary(text)) {
            throw new ToolException(shown + " is binary (" + bytes.length + " bytes), not text.");
        }
        return new Contents(text, utf8.isPresent() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1, hash(bytes));
    }

    private static boolean isBinary(String text) {
        return text.chars().anyMatch(c -> c < ' ' && NEVER_IN_TEXT.indexOf(c) >= 0);
    }

    private static byte[] bytes(FileChannel channel, String shown) throws IOException, ToolException {
        byte[] bytes = new byte[(int) Math.min(channel.size() + 1, MOST_BYTES + 1L)];
        int length = 0;
        while (true) {
            int read = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
            if (read < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += read;
            if (length > MOST_BYTES) {
                throw new ToolException(shown + " has more than " + MOST_BYTES + " bytes, too many to be read.");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, MOST_BYTES + 1));
            }
        }
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /**
     * What a file is to have.
     *
     * @throws ToolException when the text has a character that the charset has not, or that is in no text
     */
    static Contents written(String text, Charset charset) throws ToolException {
        if (isBinary(text)) {
            throw new ToolException("The new text has control characters that are in no text.");
        }
        return new Contents(text, charset, hash(encoded(text, charset)));
    }

    byte[] bytes() throws ToolException {
        return encoded(text, charset);
    }

    private static byte[] encoded(String text, Charset charset) throws ToolException {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new ToolException("The new text has a character that cannot be written as " + charset + ".");
        }
    }

    /** Whether every line ends as on Windows. */
    boolean isCrLf() {
        return text.contains("\r\n") && !text.replace("\r\n", "").contains("\n");
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
