package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sacred.providers.Message;
import sacred.providers.PromptSize;

/**
 * What tools returned, as long as it can be: the oldest result is shortened first, the newest last, because a model calls for
 * what it wants to read next. Of each its beginning and its end stay, and in between stands how much is missing. Pure.
 *
 * @param cuts what was shortened, the oldest first
 */
record Trimming(List<Message> messages, List<Cut> cuts) {

    /** Of a result that is shortened in favour of later ones: enough to tell what it was. */
    private static final int KEPT_BYTES = 600;

    /** What stands in the place of the middle is no longer. */
    private static final int NOTE_BYTES = 110;

    /**
     * A result that was shortened.
     *
     * @param characters how many (code points) were left out
     */
    record Cut(String tool, long characters) {}

    Trimming {
        messages = List.copyOf(messages);
        cuts = List.copyOf(cuts);
    }

    /** @param excess how many bytes have to go; fewer go only where no more can */
    static Trimming of(List<Message> messages, long excess) {
        long[] bytes = new long[messages.size()];
        long left = excess;
        for (int least : new int[] {KEPT_BYTES, NOTE_BYTES}) {
            for (int i = 0; i < bytes.length && left > 0; i++) {
                if (messages.get(i) instanceof Message.ToolResult result) {
                    long now = bytes[i] > 0 ? bytes[i] : PromptSize.bytes(result.text());
                    bytes[i] = Math.max(Math.min(least, now), now - left);
                    left -= now - bytes[i];
                }
            }
        }
        List<Message> trimmed = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            Message message = messages.get(i);
            trimmed.add(
                    bytes[i] > 0 && message instanceof Message.ToolResult result
                            ? shortened(result, bytes[i], cuts)
                            : message);
        }
        return new Trimming(trimmed, cuts);
    }

    private static Message shortened(Message.ToolResult result, long bytes, List<Cut> cuts) {
        String text = result.text();
        if (PromptSize.bytes(text) <= bytes) {
            return result;
        }
        long keep = Math.max(0, bytes - NOTE_BYTES);
        int head = head(text, keep / 2);
        int tail = tail(text, keep - keep / 2);
        long missing = text.codePointCount(head, tail);
        cuts.add(new Cut(result.tool(), missing));
        String note = String.format(
                Locale.ROOT, "\n[... %,d characters left out here: more than you can read ...]\n", missing);
        return new Message.ToolResult(
                result.callId(), result.tool(), text.substring(0, head) + note + text.substring(tail), result.failed());
    }

    /** The end of the longest beginning of so many bytes, never inside of a character. */
    private static int head(String text, long bytes) {
        int at = 0;
        for (long left = bytes; at < text.length(); ) {
            int character = text.codePointAt(at);
            left -= PromptSize.bytes(Character.toString(character));
            if (left < 0) {
                return at;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    private static int tail(String text, long bytes) {
        int at = text.length();
        for (long left = bytes; at > 0; ) {
            int character = text.codePointBefore(at);
            left -= PromptSize.bytes(Character.toString(character));
            if (left < 0) {
                return at;
            }
            at -= Character.charCount(character);
        }
        return at;
    }
}
