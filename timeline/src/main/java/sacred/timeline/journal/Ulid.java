package sacred.timeline.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Names for blocks, turns and timelines: 26 characters of Crockford's base 32, 48 bits of milliseconds and 80 random
 * bits. They sort by time, and within one process each is greater than the one before even when the clock goes back.
 */
public final class Ulid {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    // Not a secure one: the names have to be distinct, not secret, and SecureRandom costs time at the start.
    private static final SplittableRandom RANDOM = new SplittableRandom();

    private static long millis = -1;
    private static int high;
    private static long low;

    /** So many characters at the end tell the timelines of a user apart. */
    private static final int SHORT = 6;

    private static final int TIME = 10;

    private Ulid() {}

    /** What people call the owner of an id: its end, in lower case. */
    public static String shortened(String id) {
        return id.substring(Math.max(0, id.length() - SHORT)).toLowerCase(Locale.ROOT);
    }

    /** What in an id does not come from its time; nothing of one that is too short. */
    public static String withoutTime(String id) {
        return id.substring(Math.min(id.length(), TIME));
    }

    public static synchronized String next(Instant at) {
        long now = at.toEpochMilli();
        if (now > millis) {
            millis = now;
            high = RANDOM.nextInt(1 << 16);
            low = RANDOM.nextLong();
        } else if (++low == 0 && ++high == 1 << 16) {
            high = 0;
            millis++;
        }
        return text(millis, high, low);
    }

    /** The same for the same time and name. */
    static String of(Instant at, String name) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            return text(at.toEpochMilli(), digest.getShort() & 0xffff, digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(long millis, int high, long low) {
        char[] text = new char[26];
        long time = millis;
        for (int i = 9; i >= 0; i--) {
            text[i] = ALPHABET[(int) (time & 31)];
            time >>>= 5;
        }
        long upper = (long) high << 24 | low >>> 40;
        long lower = low & 0xFF_FFFF_FFFFL;
        for (int i = 7; i >= 0; i--) {
            text[10 + i] = ALPHABET[(int) (upper & 31)];
            text[18 + i] = ALPHABET[(int) (lower & 31)];
            upper >>>= 5;
            lower >>>= 5;
        }
        return new String(text);
    }
}
