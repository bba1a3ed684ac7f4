package sacred.cognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import sacred.providers.Message;
import sacred.timeline.Block;
import sacred.timeline.Compaction;
import sacred.timeline.ErrorKind;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;

/**
 * A random timeline of turns that were answered, failed, broke off, went back or were summarised, and what a model is told of it
 * in the plainest way: from the beginning, remembering what was told after each turn.
 */
final class RandomTalk {

    private sealed interface Told {
        List<Message> messages();
    }

    private record Said(String asked, String answer) implements Told {
        @Override
        public List<Message> messages() {
            return List.of(new Message.User(asked), Message.Assistant.of(answer));
        }
    }

    private record Summary(String text, List<Told> instead) implements Told {
        @Override
        public List<Message> messages() {
            return List.of(
                    new Message.User("Write the summary of our conversation until here, so that we can go on from it."),
                    Message.Assistant.of(text));
        }
    }

    private final Random random;
    private final int kinds;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Integer, List<Told>> toldAfter = new HashMap<>(Map.of(0, List.of()));

    RandomTalk(Random random, int turns) {
        this(random, turns, 11);
    }

    /** Nobody goes back, and nothing is summarised. */
    static RandomTalk straightOn(Random random, int turns) {
        return new RandomTalk(random, turns, 8);
    }

    private RandomTalk(Random random, int turns, int kinds) {
        this.random = random;
        this.kinds = kinds;
        for (int turn = 1; turn <= turns; turn++) {
            List<Told> told = new ArrayList<>(toldAfter.get(turn - 1));
            turn(turn, told);
            toldAfter.put(turn, told);
        }
    }

    private void turn(int turn, List<Told> told) {
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
        if (kind == 9) {
            input(turn, "/compact", true);
            compact(turn, told);
            return;
        }
        if (kind == 10) {
            input(turn, "/compact undo", true);
            if (!told.isEmpty() && told.getFirst() instanceof Summary summary) {
                told.removeFirst();
                told.addAll(0, summary.instead());
            }
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
            told.add(new Said(asked, answer));
        }
    }

    /** Now and then it fails, or there is nothing to summarise. */
    private void compact(int turn, List<Told> told) {
        if (told.isEmpty() || random.nextInt(4) == 0) {
            error(turn, Stage.FORMAT, "half a summary");
            return;
        }
        String text = "summary number " + turn;
        Compaction compaction = new Compaction(1, turn - 1, "Write it.", OptionalLong.of(7));
        blocks.add(new Block.Format(head(turn), text, List.of(), List.of(), Optional.of(compaction)));
        Summary summary = new Summary(text, List.copyOf(told));
        told.clear();
        told.add(summary);
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
        return toldAfter.get(turn - 1).stream()
                .flatMap(told -> told.messages().stream())
                .toList();
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
