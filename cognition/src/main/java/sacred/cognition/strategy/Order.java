package sacred.cognition.strategy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** In which order answers are shown to a judge, and under which names: mixed, but the same for the same question. Pure. */
final class Order {

    private Order() {}

    /** @param round in which it is shown, so that no place is the same member's in every one */
    static <T> List<T> of(String question, int round, List<T> items) {
        List<T> mixed = new ArrayList<>(items);
        Collections.shuffle(mixed, new Random(seed(question) + round));
        return mixed;
    }

    private static long seed(String question) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code A} to {@code Z}, then {@code A2}. */
    static String label(int index) {
        return (char) ('A' + index % 26) + (index < 26 ? "" : String.valueOf(index / 26 + 1));
    }
}
