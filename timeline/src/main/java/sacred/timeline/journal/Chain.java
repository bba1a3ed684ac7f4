package sacred.timeline.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import sacred.timeline.Event;

/**
 * Where a timeline ends: the next record is linked to this. Every record names the hash of the one before and ends with
 * its own, which is SHA-256 over the bytes before {@code ,"hash":}.
 *
 * @param hash of the last record; empty when there is none, not even a header
 * @param seq of the last block or turn record; 0 when there is none
 */
record Chain(String hash, long seq) {

    static final Chain START = new Chain("", 0);

    private static final String BEFORE = ",\"hash\":\"";
    private static final String AFTER = "\"}";
    private static final int HEX_DIGITS = 64;
    /** From the comma before {@code hash} to the end of the record. */
    static final int TAIL_BYTES = BEFORE.length() + HEX_DIGITS + AFTER.length();

    /**
     * A record and where the timeline ends after it.
     *
     * @param bytes with the newline
     */
    record Link(byte[] bytes, Chain end) {}

    /** A record with the hash that closes it and its newline, for what is no link of the chain. */
    static byte[] sealed(byte[] open) {
        return link(open, 0).bytes();
    }

    Link header(Header header) throws IOException {
        return link(Encoder.open(header), 0);
    }

    Link next(Event.Durable event) throws IOException {
        return link(Encoder.open(event, seq + 1, hash), seq + 1);
    }

    /** @param open the record without what closes it */
    static Link link(byte[] open, long seq) {
        String hash = hash(open, 0, open.length, digest());
        byte[] tail = (BEFORE + hash + AFTER + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(open, open.length + tail.length);
        System.arraycopy(tail, 0, bytes, open.length, tail.length);
        return new Link(bytes, new Chain(hash, seq));
    }

    /** The hash at the end of a record (without its newline), when there is one and it is right. */
    static Optional<String> check(byte[] record) throws Unreadable {
        return check(record, 0, record.length, digest());
    }

    /** As {@link #check(byte[])}, of a part of an array. */
    static Optional<String> check(byte[] bytes, int from, int length, MessageDigest digest) throws Unreadable {
        if (!closes(bytes, from, length)) {
            throw new Unreadable("it does not end with its hash");
        }
        return intact(bytes, from, length, digest);
    }

    /** As {@link #check}; empty also where there is none. */
    static Optional<String> intact(byte[] bytes, int from, int length, MessageDigest digest) {
        if (!closes(bytes, from, length)) {
            return Optional.empty();
        }
        int open = length - TAIL_BYTES;
        String said = new String(bytes, from + open + BEFORE.length(), HEX_DIGITS, StandardCharsets.ISO_8859_1);
        return Optional.of(said).filter(hash(bytes, from, open, digest)::equals);
    }

    private static boolean closes(byte[] bytes, int from, int length) {
        int open = length - TAIL_BYTES;
        if (open < 0) {
            return false;
        }
        String tail = new String(bytes, from + open, TAIL_BYTES, StandardCharsets.ISO_8859_1);
        return tail.startsWith(BEFORE) && tail.endsWith(AFTER);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String hash(byte[] bytes, int from, int length, MessageDigest digest) {
        digest.update(bytes, from, length);
        return HexFormat.of().formatHex(digest.digest());
    }
}
