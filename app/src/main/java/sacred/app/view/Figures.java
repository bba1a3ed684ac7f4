package sacred.app.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Usage;

/** Numbers for people: unknown is {@code ?}, an estimate carries {@code ~}, a lower bound {@code +?}. */
public final class Figures {

    private Figures() {}

    /** {@code 1,234↑ 56↓}: sent and received. */
    public static String tokens(Usage usage) {
        return count(usage.input(), usage, Usage.Flag.INPUT_UNKNOWN) + "↑ "
                + count(usage.output(), usage, Usage.Flag.OUTPUT_UNKNOWN) + "↓";
    }

    private static String count(OptionalLong count, Usage usage, Usage.Flag unknown) {
        if (count.isEmpty()) {
            return "?";
        }
        String about = usage.source() == Usage.Source.ESTIMATED ? "~" : "";
        // the last counts of a stream that ended early: of its output there was more, its input is whole
        boolean cut = unknown == Usage.Flag.OUTPUT_UNKNOWN && usage.flags().contains(Usage.Flag.PARTIAL);
        String more = cut || usage.flags().contains(unknown) ? "+?" : "";
        return about + String.format(Locale.ROOT, "%,d", count.getAsLong()) + more;
    }

    /** {@code $0.0042}, {@code $?} when the price is unknown; with what we expected where the provider says otherwise. */
    public static String money(Cost cost) {
        if (cost.usd().isEmpty()) {
            return "$?";
        }
        BigDecimal usd = cost.usd().get();
        int scale = usd.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        BigDecimal rounded = usd.setScale(scale, RoundingMode.HALF_UP);
        String shown = usd.signum() > 0 && rounded.signum() == 0
                ? "<$0.0001"
                : "$" + rounded.stripTrailingZeros().toPlainString();
        return shown
                + (cost.complete() ? "" : "+?")
                + cost.listedUsd()
                        .map(ours -> " (by the price list " + money(Cost.of(ours)) + ")")
                        .orElse("");
    }

    public static String seconds(OptionalLong millis) {
        return millis.isEmpty() ? "?" : seconds(millis.getAsLong());
    }

    public static String seconds(long millis) {
        return millis < 1000 ? millis + "ms" : String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }

    /** {@code 4.1s}: a time that grows, always with the same number of decimals. */
    public static String tenths(long millis) {
        return String.format(Locale.ROOT, "%.1fs", Math.max(0, millis) / 1000.0);
    }

    /** One call: {@code openai:gpt-4o  38↑ 1,417↓  2.5s  $0.0042}. */
    public static String call(Call call) {
        List<String> parts = new ArrayList<>();
        String answered = call.modelAnswered()
                .filter(m -> !m.equals(call.model().model()))
                .map(m -> " (" + m + ")")
                .orElse("");
        parts.add(call.model() + answered);
        if (call.attempt() > 1) {
            parts.add("attempt " + call.attempt());
        }
        call.error().ifPresent(e -> parts.add(e.kind().wire().replace('_', ' ')));
        if (call.status() == Call.Status.OK || call.usage().source() != Usage.Source.UNKNOWN) {
            parts.add(tokens(call.usage()));
        }
        parts.add(seconds(call.timing().durationMs()));
        if (call.status() == Call.Status.OK) {
            parts.add(money(call.cost()));
        }
        return String.join("  ", parts);
    }
}
