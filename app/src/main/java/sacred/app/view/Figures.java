package sacred.app.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
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

    /**
     * How long a block took; unknown for a turn that the program did not survive, which was closed later, and for a block that cannot
     * be read, which has no id.
     */
    public static String time(Block block) {
        boolean unseen = block instanceof Block.Error error
                && (error.error() == ErrorKind.INTERRUPTED || block.head().id().isEmpty())
                && block.head().durationMs().orElse(0) == 0;
        return unseen ? "?" : seconds(block.head().durationMs());
    }

    /** {@code 4.1s}: a time that grows, always with the same number of decimals. */
    public static String tenths(long millis) {
        return String.format(Locale.ROOT, "%.1fs", Math.max(0, millis) / 1000.0);
    }

    /** {@code saved 1,234 tokens, $0.0042}: what answers from the cache spared; empty where there are none. */
    public static String saved(List<Call.Saved> saved) {
        if (saved.isEmpty()) {
            return "";
        }
        boolean whole =
                saved.stream().allMatch(s -> s.input().isPresent() && s.output().isPresent());
        long tokens = saved.stream()
                .mapToLong(s -> s.input().orElse(0) + s.output().orElse(0))
                .sum();
        String counted = whole || tokens > 0 ? String.format(Locale.ROOT, "%,d", tokens) + (whole ? "" : "+?") : "?";
        Cost cost = Cost.sum(saved.stream()
                .map(s -> s.usd().map(Cost::of).orElse(Cost.UNKNOWN))
                .toList());
        return "saved " + counted + " tokens, " + money(cost);
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
        call.error()
                .ifPresent(e -> parts.add(
                        (e.sent() ? "" : "not asked: ") + e.kind().wire().replace('_', ' ')));
        boolean asked = call.isRequest();
        if (asked && (call.status() == Call.Status.OK || call.usage().source() != Usage.Source.UNKNOWN)) {
            parts.add(tokens(call.usage()));
        }
        if (call.saved().isPresent()) {
            parts.add("hit, " + saved(call.saved().stream().toList()));
        }
        parts.add(seconds(call.timing().durationMs()));
        if (asked && call.status() == Call.Status.OK) {
            parts.add(money(call.cost()));
        }
        return String.join("  ", parts);
    }
}
