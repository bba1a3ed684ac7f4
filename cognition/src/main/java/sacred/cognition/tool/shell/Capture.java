package sacred.cognition.tool.shell;

import java.nio.charset.StandardCharsets;

/**
 * The beginning and the end of what a command prints, however much that is. One thread writes, any reads.
 */
final class Capture {

    private final byte[] head;
    private final byte[] tail;
    private long total;

    /** @param half how many bytes of each end are kept */
    Capture(int half) {
        head = new byte[half];
        tail = new byte[half];
    }

    synchronized void add(byte[] bytes, int length) {
        int at = 0;
        while (total < head.length && at < length) {
            head[(int) total++] = bytes[at++];
        }
        total += skipped(length - at);
        for (int i = Math.max(at, length - tail.length); i < length; i++) {
            tail[(int) ((total - head.length) % tail.length)] = bytes[i];
            total++;
        }
    }

    /** What is written over before it could be seen need not be written. */
    private int skipped(int length) {
        return Math.max(0, length - tail.length);
    }

    synchronized long total() {
        return total;
    }

    /** As text: what is no UTF-8 is replaced, and no letter is cut in two. */
    synchronized String text() {
        int inHead = (int) Math.min(total, head.length);
        long after = total - inHead;
        if (after <= tail.length) {
            byte[] all = new byte[inHead + (int) after];
            System.arraycopy(head, 0, all, 0, inHead);
            System.arraycopy(tail, 0, all, inHead, (int) after);
            return new String(all, StandardCharsets.UTF_8);
        }
        byte[] end = new byte[tail.length];
        int oldest = (int) (after % tail.length);
        System.arraycopy(tail, oldest, end, 0, tail.length - oldest);
        System.arraycopy(tail, 0, end, tail.length - oldest, oldest);
        int from = 0;
        while (from < Math.min(3, end.length) && (end[from] & 0xC0) == 0x80) {
            from++;
        }
        int to = whole(head, inHead);
        return new String(head, 0, to, StandardCharsets.UTF_8)
                + "\n[... " + (total - to - (end.length - from)) + " bytes cut ...]\n"
                + new String(end, from, end.length - from, StandardCharsets.UTF_8);
    }

    /** Where the last letter that is whole ends. */
    private static int whole(byte[] bytes, int length) {
        for (int back = 1; back <= Math.min(3, length); back++) {
            int b = bytes[length - back] & 0xFF;
            if (b >= 0xC0) {
                int needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needs > back ? length - back : length;
            }
            if (b < 0x80) {
                return length;
            }
        }
        return length;
    }
}
