package sacred.providers;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a request may cost at most, before it is made. US dollars.
 *
 * @param inputUsd for what is sent, counted so that it cannot be more
 * @param answerTokenUsd for each token of the answer
 * @param mostAnswerTokens that the answer may have
 * @param capped whether that is less than the model may be able to write
 */
public record Quote(BigDecimal inputUsd, BigDecimal answerTokenUsd, int mostAnswerTokens, boolean capped) {

    /** With an answer of so many tokens. */
    public BigDecimal usd(int answerTokens) {
        return inputUsd.add(answerTokenUsd.multiply(BigDecimal.valueOf(answerTokens)));
    }

    /** How long an answer so much money pays for, up to the longest that there is; negative when not even the input. */
    public int answerTokens(BigDecimal usd) {
        BigDecimal left = usd.subtract(inputUsd);
        if (left.signum() < 0) {
            return -1;
        }
        return answerTokenUsd.signum() == 0
                ? mostAnswerTokens
                : left.divide(answerTokenUsd, 0, RoundingMode.DOWN)
                        .min(BigDecimal.valueOf(mostAnswerTokens))
                        .intValueExact();
    }
}
