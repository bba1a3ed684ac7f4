package sacred.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sacred.timeline.Block;

/**
 * Looks through a long timeline beside the loop, from its end, and tells what it has found so far. One search at a time: a new
 * one ends the one before. Blocks nobody.
 */
final class Finding implements Effects {

    /** After so many blocks it tells how far it is. */
    private static final int TOLD_AFTER = 5_000;

    private final Consumer<Msg> inbox;
    private volatile Effect.Find wanted = new Effect.Find(List.of(), "");

    Finding(Consumer<Msg> inbox) {
        this.inbox = inbox;
    }

    /** Of all effects there are, it knows {@link Effect.Find} alone. */
    @Override
    public void run(Effect.OnSession effect) {
        if (effect instanceof Effect.Find find) {
            wanted = find;
            Thread.ofPlatform().daemon().name("find").start(() -> look(find));
        }
    }

    private void look(Effect.Find find) {
        List<Block> blocks = find.blocks();
        List<Integer> newestFirst = new ArrayList<>();
        boolean told = false;
        for (int left = blocks.size(); left > 0; left--) {
            if (wanted != find) {
                return;
            }
            if (Searching.contains(blocks.get(left - 1), find.text())) {
                newestFirst.add(left);
            }
            boolean first = !told && !newestFirst.isEmpty();
            if (first || left % TOLD_AFTER == 0) {
                told |= first;
                tell(find, newestFirst, left - 1);
            }
        }
        if (!find.text().isEmpty()) {
            tell(find, newestFirst, 0);
        }
    }

    private void tell(Effect.Find find, List<Integer> newestFirst, int left) {
        inbox.accept(new Msg.Found(find.text(), List.copyOf(newestFirst).reversed(), left));
    }
}
