package sacred.cognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import sacred.providers.Message;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * A random timeline of turns that were answered, failed, broke off, were said to the program or went back, and what a model is told of it
 * in the plainest way: from the beginning, remembering what was told after each turn.
 */
final class RandomTalk {

    private final Random random;
    private final int kinds;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Integer, List<Message>> toldAfter = new HashMap<>(Map.of(0, List.of()));

    RandomTalk(Random random, int turns) {
        this(random, turns, 9);
    }

    /** Nobody goes back. */
    static RandomTalk straightOn(Random random, int turns) {
        return new RandomTalk(random, turns, 8);
    }

    private RandomTalk(Random random, int turns, int kinds) {
        this.random = random;
        this.kinds = kinds;
        for (int turn = 1; turn <= turns; turn++) {
            List<Message> told = new ArrayList<>(toldAfter.get(turn - 1));
            turn(turn, told);
            toldAfter.put(turn, told);
        }
    }

    private void turn(int turn, List<Message> told) {
        int kind = random.nextInt(kinds);
        if (kind == 0) {
            input(turn, "/model b:other", true);
            return;
        }
        if (kind == 8) {
            int to = random.nextInt(turn);
            input(turn, "/rewind " + to, true);
            told.clear();
            told.addAll(toldAfter.get(to));
            return;
        }
        String asked = "question number " + turn + " of this talk";
        input(turn, asked, false);
        String answer = switch (kind) {
            case 1 -> error(turn, Stage.ROUTE, "thought");
            case 2 -> error(turn, Stage.FORMAT, random.nextBoolean() ? "" : "half of it");
            case 3 -> {
                error(turn, Stage.TOOL, "let me see");
                yield format(turn, "answered without tools");
            }
            case 4 -> format(turn, "");
            default -> format(turn, "answer number " + turn);
        };
        if (!answer.isEmpty()) {
            told.add(new Message.User(asked));
            told.add(Message.Assistant.of(answer));
        }
    }

    private void input(int turn, String text, boolean command) {
        blocks.add(new Block.Input(head(turn), text, command));
    }

    private String format(int turn, String text) {
        blocks.add(new Block.Format(head(turn), text, List.of(), List.of()));
        return text;
    }

    private String error(int turn, Stage stage, String partial) {
        blocks.add(new Block.Error(
                head(turn), "failed", stage, ErrorKind.SERVER, true, partial, List.of(), List.of(), List.of()));
        boolean told = stage == Stage.FORMAT && !partial.isEmpty();
        return told ? partial + "\n\n[the answer broke off here]" : "";
    }

    private Block.Head head(int turn) {
        return new Block.Head("id" + blocks.size(), turn, Instant.EPOCH, 0);
    }

    Timeline timeline() {
        return new Timeline(List.copyOf(blocks), List.of(), Optional.empty());
    }

    List<Message> toldBefore(int turn) {
        return toldAfter.get(turn - 1);
    }

    /** What the timeline is, for who has to find a mistake in it. */
    String script() {
        StringBuilder script = new StringBuilder();
        blocks.forEach(block -> script.append(block.head().turn())
                .append(' ')
                .append(block.kind())
                .append(' ')
                .append(block.text())
                .append('\n'));
        return script.toString();
    }
}
