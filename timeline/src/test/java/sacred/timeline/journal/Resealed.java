package sacred.timeline.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Records that our writer would not write, sealed by an implementation of its own. */
final class Resealed {

    private Resealed() {}

    /** The record with the hash that its bytes have now. */
    static String resealed(String record) {
        return sealed(record.substring(0, record.lastIndexOf(",\"hash\":")));
    }

    /** Whether a line ends with the hash of what stands before it. */
    static boolean isIntact(String line) {
        int hash = line.lastIndexOf(",\"hash\":\"");
        return hash >= 0 && line.equals(resealed(line));
    }

    static String sealed(String open) {
        return open + ",\"hash\":\"" + hash(open) + "\"}";
    }

    /** Appends records that lack their seq, prev and hash. */
    static void append(Path file, Chain end, List<String> open) throws IOException {
        long seq = end.seq();
        String prev = end.hash();
        for (String record : open) {
            String linked = record + ",\"seq\":" + ++seq + ",\"prev\":\"" + prev + "\"";
            Files.writeString(file, sealed(linked) + "\n", StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
            prev = hash(linked);
        }
    }

    private static String hash(String open) {
        try {
            byte[] bytes = open.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
