package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sacred.timeline.Block;

/**
 * Looks through a long timeline beside the loop, from its end, and tells what it has found so far. One search at a time: a new
 * one ends the one before. Blocks nobody.
 */
final class Looking implements Effects {

    /** After so many blocks it tells how far it is. */
    private static final int TOLD_AFTER = 5_000;

    private final Consumer<Msg> inbox;
    private volatile Effect.Look wanted = new Effect.Look(List.of(), "");

    Looking(Consumer<Msg> inbox) {
        this.inbox = inbox;
    }

    /** Of all effects there are, it knows {@link Effect.Look} alone. */
    @Override
    public void run(Effect.OnSession effect) {
        if (effect instanceof Effect.Look look) {
            wanted = look;
            Thread.ofPlatform().daemon().name("look").start(() -> through(look));
        }
    }

    private void through(Effect.Look look) {
        List<Block> blocks = look.blocks();
        List<Integer> newestFirst = new ArrayList<>();
        boolean told = false;
        for (int left = blocks.size(); left > 0; left--) {
            if (wanted != look) {
                return;
            }
            if (Searching.contains(blocks.get(left - 1), look.text())) {
                newestFirst.add(left);
            }
            boolean first = !told && !newestFirst.isEmpty();
            if (first || left % TOLD_AFTER == 0) {
                told |= first;
                tell(look, newestFirst, left - 1);
            }
        }
        if (!look.text().isEmpty()) {
            tell(look, newestFirst, 0);
        }
    }

    private void tell(Effect.Look look, List<Integer> newestFirst, int left) {
        inbox.accept(new Msg.Seen(look.text(), List.copyOf(newestFirst).reversed(), left));
    }
}
