package sacred.cognition.strategy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/**
 * Texts quoted to a model as they are: each between two lines with a code that is made of all of them, so that none can contain
 * it and end its quotation. For models that shall go on with the texts; escaped, they would write what was escaped.
 */
public final class Quotes {

    private static final int CODE_BYTES = 4;

    private final String code;

    public Quotes(Collection<String> all) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            all.forEach(text -> {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            this.code = HexFormat.of().formatHex(digest.digest(), 0, CODE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public String of(String title, String text) {
        return "[" + title + " " + code + "]\n" + text + "\n[end of " + title + " " + code + "]";
    }
}
