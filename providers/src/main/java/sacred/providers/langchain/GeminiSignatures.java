package sacred.providers.langchain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The thought signatures of the calls in one answer of Gemini, as the one signature that an assistant's message has: in
 * the order of the calls, empty where a call has none. Marked as Gemini's, because no other API may get them, nor Gemini
 * those of another.
 */
final class GeminiSignatures {

    private static final String MARK = "gemini:";
    /** No base64 contains it. */
    private static final String BETWEEN = ",";

    private GeminiSignatures() {}

    /** Empty when no call is signed. */
    static String packed(List<String> signatures) {
        return signatures.stream().allMatch(String::isEmpty) ? "" : MARK + String.join(BETWEEN, signatures);
    }

    static boolean isPacked(String signature) {
        return signature.startsWith(MARK);
    }

    /** The signature of a call, counted from 0; empty for none. */
    static String of(String packed, int call) {
        List<String> signatures =
                isPacked(packed) ? Arrays.asList(packed.substring(MARK.length()).split(BETWEEN, -1)) : List.of();
        return call < signatures.size() ? Objects.requireNonNull(signatures.get(call)) : "";
    }
}
