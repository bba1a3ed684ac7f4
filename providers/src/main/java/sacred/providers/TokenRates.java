package sacred.providers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sacred.timeline.ModelRef;

/**
 * How many tokens a model makes of a byte of text: what its provider counted of earlier prompts, else a usual figure. Where
 * prompts differed, the densest decides, so that what is estimated is rather too long than too short; a count that can only
 * be of a part of the prompt (cut off, or the rest remembered from before) is not believed.
 *
 * <p>Any thread.
 */
public final class TokenRates {

    /** English prose has about 4 bytes a token, code and other languages fewer. */
    public static final double USUAL = 1 / 3.5;

    /** Fewer tokens than this for the bytes are of a part of them. */
    private static final double LEAST = 1.0 / 8;
    /** No tokenizer makes more than one token of a byte. */
    private static final double MOST = 1;
    /** What surrounds a short prompt counts for more than the prompt. */
    private static final long SHORT_BYTES = 1000;

    private final Map<ModelRef, Double> rates = new ConcurrentHashMap<>();

    /** A provider counted so many tokens of a prompt of so many bytes. */
    public void counted(ModelRef model, long bytes, long tokens) {
        double rate = (double) tokens / Math.max(1, bytes);
        if (bytes >= SHORT_BYTES && rate >= LEAST && rate <= MOST) {
            rates.merge(model, rate, Math::max);
        }
    }

    /** What so many bytes are for the model, about. */
    public long tokens(ModelRef model, long bytes) {
        return (long) Math.ceil(bytes * rates.getOrDefault(model, USUAL));
    }
}
