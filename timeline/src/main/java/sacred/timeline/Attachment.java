package sacred.timeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file whose text was sent with a prompt. The record names it; its content is kept beside the timelines, once for all of them.
 *
 * @param name as the user wrote its path
 * @param sha256 of the content in UTF-8, in small hexadecimal digits; also the name under which it is kept
 * @param bytes of the content
 */
public record Attachment(String name, String sha256, long bytes) {

    /** @throws IllegalArgumentException when the hash is none; it becomes the name of a file */
    public Attachment {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
    }

    /** As it is named once its content is kept. */
    public static Attachment of(Text file) {
        byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Attachment(file.name(), HexFormat.of().formatHex(digest), content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code notes.txt · 3,012 bytes}. */
    public String described() {
        return name + " · " + String.format(Locale.ROOT, "%,d byte%s", bytes, bytes == 1 ? "" : "s");
    }

    /** A file that is to be attached, and what stands in it. */
    public record Text(String name, String text) {}
}
