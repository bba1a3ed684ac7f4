package sacred.timeline.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Pace;
import sacred.timeline.Usage;

/**
 * Whether the turns of a file agree with themselves: the totals are the sums of the calls, an unknown part makes a lower bound,
 * and no time that was measured is impossible. The clock of the wall may jump, which is worth a note and no more. Of a turn of
 * which a part is missing nothing is said.
 */
final class Turns {

    /** What a turn may take beside what it measured: sealing, a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Consumer<String> contradiction;
    private final Consumer<String> note;
    private final List<Call> calls = new ArrayList<>();
    private final Set<Integer> incomplete = new HashSet<>();
    private Optional<Instant> before = Optional.empty();
    private Optional<Event.Opened> open = Optional.empty();
    private boolean whole;

    Turns(Consumer<String> contradiction, Consumer<String> note) {
        this.contradiction = contradiction;
        this.note = note;
    }

    void begin(Header header) {
        header.repaired().ifPresent(repaired -> incomplete.addAll(repaired.incompleteTurns()));
    }

    /** A part of the turn that is open cannot be read. */
    void broken() {
        whole = false;
    }

    void take(Event.Durable event) {
        switch (event) {
            case Event.Opened opened -> open(opened);
            case Event.Sealed sealed -> {
                times(sealed.block());
                calls.addAll(sealed.block().calls());
            }
            case Event.Closed closed -> close(closed);
        }
    }

    void end() {
        open.ifPresent(opened -> note.accept(
                "turn " + opened.turn() + " has no end: the program was ended in it, or it is still running"));
    }

    private void open(Event.Opened opened) {
        Instant at = opened.input().head().at();
        before.filter(at::isBefore)
                .ifPresent(earlier -> note.accept("the clock went back by " + words(Duration.between(at, earlier))
                        + " before turn " + opened.turn()));
        before = Optional.of(at);
        open = Optional.of(opened);
        calls.clear();
        whole = !incomplete.contains(opened.turn());
        times(opened.input());
    }

    private void close(Event.Closed closed) {
        boolean ours = open.filter(opened -> opened.turn() == closed.turn()).isPresent();
        if (ours && whole) {
            sums(closed);
        }
        if (ours && closed.durationMs().isPresent()) {
            Instant expected = open.get()
                    .input()
                    .head()
                    .at()
                    .plusMillis(closed.durationMs().getAsLong());
            Duration jump = Duration.between(expected, closed.at());
            if (jump.abs().compareTo(SLACK) > 0) {
                note.accept("the clock went " + (jump.isNegative() ? "back" : "forward") + " by " + words(jump.abs())
                        + " in turn " + closed.turn() + ", or the machine slept");
            }
        }
        before = Optional.of(closed.at());
        open = Optional.empty();
        calls.clear();
    }

    private void sums(Event.Closed closed) {
        Usage said = closed.usage();
        Usage sum = Usage.sum(calls.stream().map(Call::usage).toList());
        compare(
                closed,
                "input",
                said.input(),
                sum.input(),
                unknown(said, Usage.Flag.INPUT_UNKNOWN),
                unknown(sum, Usage.Flag.INPUT_UNKNOWN));
        compare(
                closed,
                "output",
                said.output(),
                sum.output(),
                unknown(said, Usage.Flag.OUTPUT_UNKNOWN),
                unknown(sum, Usage.Flag.OUTPUT_UNKNOWN));
        Cost cost = Cost.sum(calls.stream().map(Call::cost).toList());
        boolean same = cost.usd().isPresent() && closed.cost().usd().isPresent()
                ? cost.usd().get().compareTo(closed.cost().usd().get()) == 0
                : cost.usd().equals(closed.cost().usd()) || !closed.cost().complete() && calls.isEmpty();
        if (!same) {
            contradiction.accept("turn " + closed.turn() + " says that it cost " + money(closed.cost())
                    + ", and its calls " + money(cost));
        } else if (closed.cost().complete() && !cost.complete()) {
            contradiction.accept(
                    "turn " + closed.turn() + " says that its cost is complete, and a part of it is unknown");
        }
    }

    private void compare(
            Event.Closed closed,
            String what,
            OptionalLong said,
            OptionalLong sum,
            boolean saidLower,
            boolean sumLower) {
        // a request that was on its way when the program ended is in the total as an unknown part, and in no block
        boolean same = said.equals(sum) || saidLower && said.orElse(0) == sum.orElse(0);
        if (!same) {
            contradiction.accept("turn " + closed.turn() + " says " + tokens(said) + " " + what
                    + " tokens, and its calls " + tokens(sum));
        } else if (sumLower && !saidLower) {
            contradiction.accept("turn " + closed.turn() + " says that its " + what
                    + " tokens are complete, and a part of them is unknown");
        }
    }

    private static boolean unknown(Usage usage, Usage.Flag flag) {
        return usage.flags().contains(flag);
    }

    private void times(Block block) {
        boolean impossible = block.head().durationMs().orElse(0) < 0
                || block.calls().stream()
                        .map(Call::timing)
                        .anyMatch(t -> t.startMs() < 0
                                || t.durationMs().orElse(0) < 0
                                || t.ttftMs().orElse(0) < 0);
        List<Pace> pace = switch (block) {
            case Block.Format format -> format.pace();
            case Block.Error error -> error.pace();
            case Block.Input _, Block.Route _, Block.Tool _ -> List.of();
        };
        for (int i = 1; i < pace.size(); i++) {
            impossible |= pace.get(i).atMs() < pace.get(i - 1).atMs();
        }
        if (impossible) {
            contradiction.accept("its times are impossible: what was measured is negative, or went backwards");
        }
    }

    private static String tokens(OptionalLong count) {
        return count.isPresent() ? Long.toString(count.getAsLong()) : "?";
    }

    private static String money(Cost cost) {
        return cost.usd().map(usd -> "$" + usd.toPlainString()).orElse("?");
    }

    private static String words(Duration time) {
        return time.toSeconds() < 120
                ? time.toMillis() + " ms"
                : time.toHours() < 48 ? time.toMinutes() + " minutes" : time.toDays() + " days";
    }
}
