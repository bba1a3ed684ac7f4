package sacred.app.loop;

import sacred.app.replay.Playback;
import sacred.app.text.Row;
import sacred.app.text.Style;
import sacred.app.view.HeaderView;
import sacred.app.view.Story;

/** The header. Its sums are made again only when the timeline has grown. */
final class Chrome {

    private Row header = Row.EMPTY;
    private String words = "";
    private int blocks = -1;
    private int closings = -1;
    private int columns = -1;

    Row header(State state) {
        Story story = state.story();
        String wanted = state.replay()
                .map(p -> replay(p, story))
                .or(() -> story.unread().map(unread -> story.name() + "  " + unread.words()))
                .orElse(story.timeline().blocks().isEmpty() ? "new timeline" : story.name());
        boolean same = wanted.equals(words)
                && blocks == story.timeline().blocks().size()
                && closings == story.timeline().closings().size()
                && columns == state.size().columns();
        if (!same) {
            words = wanted;
            blocks = story.timeline().blocks().size();
            closings = story.timeline().closings().size();
            columns = state.size().columns();
            header = HeaderView.row(words, story, columns);
        }
        return header;
    }

    private static String replay(Playback playback, Story story) {
        return "REPLAY · offline  " + story.name();
    }

    /** The rule between the timeline and the prompt, with what is to be said about the place. */
    static Row rule(State state) {
        int columns = state.size().columns();
        int more = state.story().lastItem() - state.reading().seen();
        String words = state.reading().top().isEmpty()
                ? ""
                : more > 0 ? " ↓ " + more + " new · Ctrl+End " : " ↓ more below · Ctrl+End ";
        Row said = Row.of(words, Style.ACCENT);
        int line = Math.max(0, columns - said.width() - 2);
        return Row.of("─".repeat(line), Style.FAINT)
                .plus(said)
                .plus("──", Style.FAINT)
                .cut(columns);
    }
}
