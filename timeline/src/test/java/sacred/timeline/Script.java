package sacred.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A random script of whole turns as a pipeline tells them: stages, parallel calls, retries, fallbacks, notes, stops at
 * any point, events of turns that are over. Every piece of text that arrives is unlike any other.
 */
final class Script {

    private static final List<ModelRef> MODELS = List.of(new ModelRef("a", "one"), new ModelRef("b", "two:8b"));

    final List<Event> events = new ArrayList<>();
    /** Whether the last turn was left without its end, as by a kill. */
    final boolean cut;

    private final SplittableRandom random;
    private int pieces;
    private int calls;

    Script(long seed) {
        this.random = new SplittableRandom(seed);
        this.cut = random.nextInt(4) == 0;
        int turns = 1 + random.nextInt(4);
        for (int turn = 1; turn <= turns; turn++) {
            calls = 0;
            turn(turn);
            if (turn > 1) {
                late(turn - 1);
            }
        }
        if (cut) {
            int last = events.size() - 1;
            while (!(events.get(last) instanceof Event.Opened)) {
                last--;
            }
            int keep = last + 1 + random.nextInt(events.size() - last);
            events.subList(keep, events.size()).removeIf(e -> e.turn() == turns);
            events.removeIf(e -> e instanceof Event.Closed && e.turn() == turns);
        }
    }

    private void turn(int turn) {
        events.add(new Event.Opened(new Block.Input(head(turn), piece())));
        for (Stage stage : Stage.values()) {
            events.add(new Event.Started(turn, stage));
            if (turn > 1 && random.nextInt(3) == 0) {
                late(turn - 1);
            }
            if (!stage(turn, stage)) {
                return;
            }
        }
        events.add(closed(turn, Event.Outcome.OK));
    }

    /** @return whether the turn goes on */
    private boolean stage(int turn, Stage stage) {
        int attempts = 1 + random.nextInt(3);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            ModelRef model = MODELS.get(attempt == 3 ? 1 : 0);
            int lanes = stage == Stage.TOOL ? 1 + random.nextInt(3) : 1;
            int first = calls;
            String said = lanes(turn, stage, model, attempt, lanes);
            if (stage == Stage.TOOL) {
                tools(turn);
            }
            boolean stopped = random.nextInt(12) == 0;
            if (stopped) {
                seal(error(turn, stage, ErrorKind.CANCELLED, said));
                events.add(closed(turn, Event.Outcome.CANCELLED));
                return false;
            }
            boolean failed = attempt < attempts || random.nextInt(8) == 0;
            for (int call = first; call < calls; call++) {
                events.add(new Event.CallEnded(turn, call(call, model, stage, attempt, failed)));
            }
            if (!failed) {
                seal(block(turn, stage, said));
                return true;
            }
            // A failed attempt that had said something is sealed before the next one begins.
            seal(error(turn, stage, ErrorKind.SERVER, said));
            events.add(new Event.Note(turn, "next attempt"));
            events.add(new Event.Waiting(turn, "a wait", Optional.of(Duration.ofSeconds(3))));
        }
        if (stage == Stage.FORMAT) {
            events.add(closed(turn, Event.Outcome.FAILED));
        }
        return stage != Stage.FORMAT;
    }

    /** Some tools at once, of which some have to be allowed first and some are not done when the stage ends. */
    private void tools(int turn) {
        int count = random.nextInt(3);
        for (int tool = 0; tool < count; tool++) {
            boolean waits = random.nextBoolean();
            events.add(new Event.ToolStarted(turn, tool, "clock", "{}", waits));
            if (waits) {
                events.add(new Event.ToolStarted(turn, tool, "clock", "{}", false));
            }
        }
        for (int tool = count - 1; tool >= 0; tool--) {
            if (random.nextInt(4) > 0) {
                ToolRun run = new ToolRun("clock", "{}", "noon", 1, ToolRun.OK, Optional.empty());
                events.add(new Event.ToolEnded(turn, tool, run));
            }
        }
    }

    private String lanes(int turn, Stage stage, ModelRef model, int attempt, int lanes) {
        List<StringBuilder> said = new ArrayList<>();
        int first = calls;
        for (int lane = 0; lane < lanes; lane++) {
            events.add(new Event.CallStarted(turn, calls++, model, stage.wire(), attempt));
            said.add(new StringBuilder());
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            int lane = random.nextInt(lanes);
            String piece = piece();
            boolean thinking = random.nextInt(4) == 0;
            events.add(new Event.Delta(turn, first + lane, piece, thinking));
            if (!thinking) {
                said.get(lane).append(piece);
            }
        }
        return String.join("", said);
    }

    private void late(int dead) {
        switch (random.nextInt(5)) {
            case 0 -> events.add(new Event.Delta(dead, 0, piece(), false));
            case 4 -> events.add(new Event.ToolStarted(dead, 0, "late", "{}", false));
            case 1 -> events.add(new Event.Note(dead, "late"));
            case 2 -> events.add(new Event.Sealed(error(dead, Stage.FORMAT, ErrorKind.BUG, piece())));
            default -> events.add(closed(dead, Event.Outcome.OK));
        }
    }

    private void seal(Block block) {
        events.add(new Event.Sealed(block));
    }

    private Block block(int turn, Stage stage, String said) {
        Block.Head head = head(turn);
        return switch (stage) {
            case ROUTE -> new Block.Route(head, said, new RandomEvents(random.nextLong()).routing(), List.of());
            case TOOL -> new Block.Tool(head, said, List.of(), List.of());
            case FORMAT -> new Block.Format(head, said, List.of(), List.of());
        };
    }

    private Block.Error error(int turn, Stage stage, ErrorKind kind, String partial) {
        return new Block.Error(head(turn), "why", stage, kind, true, partial, List.of(), List.of(), List.of());
    }

    private Call call(int index, ModelRef model, Stage stage, int attempt, boolean failed) {
        Optional<Call.Failure> why = failed
                ? Optional.of(new Call.Failure(ErrorKind.SERVER, "no", OptionalInt.of(500), true))
                : Optional.empty();
        return new Call(
                index,
                model,
                Optional.empty(),
                stage.wire(),
                attempt,
                new Timing(0, OptionalLong.empty(), 1),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.empty(),
                failed ? Call.Status.FAILED : Call.Status.OK,
                "miss",
                why,
                Optional.empty(),
                Said.NOTHING);
    }

    private Event.Closed closed(int turn, Event.Outcome outcome) {
        return new Event.Closed(
                turn, "id" + turn, Instant.EPOCH, outcome, OptionalLong.of(1), Usage.NONE, Cost.NOTHING);
    }

    private static Block.Head head(int turn) {
        return new Block.Head("id", turn, Instant.EPOCH, 1);
    }

    private String piece() {
        return "<" + pieces++ + ">";
    }
}
