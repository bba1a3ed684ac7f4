package sacred.timeline.journal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the calls in a record cost at most, by its bytes. For the thread that reads the record, while it has it. */
public final class Costs {

    /** Where a text of a user or a model has this, its quotation marks are escaped. */
    private static final Needle KEY = Needle.ascii("\"cost_usd\":\"");
    /** More digits than any cost has that this program writes. */
    private static final int MAX_DIGITS = 40;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final boolean ours;

    Costs(byte[] bytes, int from, int to, boolean ours) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.ours = ours;
    }

    /** What the block costs is this or less. Empty where that cannot be said, as of a record in another spelling. */
    public Optional<BigDecimal> atMost() {
        if (!ours) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        int at = KEY.find(bytes, from, to);
        while (at >= 0) {
            int begin = at + KEY.length();
            int end = begin;
            while (end < to
                    && end - begin < MAX_DIGITS
                    && (bytes[end] >= '0' && bytes[end] <= '9' || bytes[end] == '.')) {
                end++;
            }
            if (end == begin || end == to || bytes[end] != '"') {
                return Optional.empty();
            }
            try {
                sum = sum.add(new BigDecimal(new String(bytes, begin, end - begin, StandardCharsets.US_ASCII)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
            at = KEY.find(bytes, end, to);
        }
        return Optional.of(sum);
    }
}
