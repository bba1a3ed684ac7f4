package sacred.app.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.app.command.Commands;
import sacred.app.command.ScreenRequest;
import sacred.app.command.SlashCommand;
import sacred.app.compare.Comparison;
import sacred.app.edit.ListBox;
import sacred.app.panel.Panel;
import sacred.app.replay.Playback;
import sacred.app.text.Theme;
import sacred.app.view.ComparisonRows;
import sacred.app.view.PanelRows;
import sacred.app.view.Story;
import sacred.timeline.Block;
import sacred.timeline.Timeline;

/** What commands ask of the screen. */
final class Requests {

    private final TimelineKeys timeline;

    Requests(TimelineKeys timeline) {
        this.timeline = timeline;
    }

    Step apply(State state, ScreenRequest request) {
        return switch (request) {
            case ScreenRequest.PickModel(String query) -> pickModel(state, query);
            case ScreenRequest.PickTimeline _ ->
                Step.of(
                        open(state, Overlay.Purpose.TIMELINE, ListBox.of("timeline", List.of())),
                        new Effect.FillList(Overlay.Purpose.TIMELINE));
            case ScreenRequest.Play play ->
                Step.of(state.playing(
                        Story.of(play.name(), Timeline.EMPTY, List.of()), Playback.start(play.script(), 1)));
            case ScreenRequest.ShowPanel(OptionalInt turn) -> Step.of(panel(state, turn));
            case ScreenRequest.ShowComparison(Comparison comparison) ->
                Step.of(state.withOverlay(Optional.of(new Overlay.Compared(new ComparisonRows(comparison), 0))));
            case ScreenRequest.ShowKeys _ -> Step.of(state.withOverlay(Optional.of(new Overlay.Keys(0))));
            case ScreenRequest.Search(String words) -> Finding.open(state, words);
            case ScreenRequest.ShowBlock show -> Step.of(Finding.show(timeline, state, show.turn(), show.block()));
            case ScreenRequest.Look look -> Step.of(look(state, look));
            case ScreenRequest.ChangeTheme(String name) -> Step.of(theme(state, name));
            case ScreenRequest.ToggleMouse _ -> mouse(state);
            case ScreenRequest.CopyAnswer _ -> copy(state);
            case ScreenRequest.EditPrompt _ ->
                Step.of(state, new Effect.Edit(state.prompt().editor().expanded(), false));
        };
    }

    /** @param turn its number; empty for the last turn of a logical model */
    static State panel(State state, OptionalInt turn) {
        Timeline timeline = state.story().timeline();
        return Panel.find(timeline, turn)
                .map(found -> state.withOverlay(Optional.of(new Overlay.Deliberated(new PanelRows(found), 0))))
                .orElseGet(() -> state.flashing(Panel.none(turn)));
    }

    /** Everything of it, as at the end of its replay, at a block. */
    private State look(State state, ScreenRequest.Look look) {
        Story empty = Story.of(look.name(), Timeline.EMPTY, List.of());
        Playback start = Playback.start(look.script(), 1).paused();
        State opened = ReplayKeys.jump(state.playing(empty, start), start.toEnd());
        return Finding.show(timeline, opened, look.at().turn(), look.at().block())
                .flashing(look.why());
    }

    static Step pickModel(State state, String query) {
        return Step.of(
                open(
                        state,
                        Overlay.Purpose.MODEL,
                        ListBox.of("model", List.of()).typed(query)),
                new Effect.FillList(Overlay.Purpose.MODEL));
    }

    /** Every command; one that takes instructions goes into the prompt, where they can be written. */
    static State palette(State state) {
        List<ListBox.Entry> entries = new ArrayList<>();
        for (SlashCommand command : Commands.ALL) {
            boolean instructed = command.arguments().contains("INSTRUCTIONS");
            entries.add(new ListBox.Entry(
                    Optional.of("/" + command.name() + (instructed ? " " : "")),
                    command.usage(),
                    command.help(),
                    false));
        }
        return open(state, Overlay.Purpose.COMMAND, ListBox.of("command", entries));
    }

    private static State open(State state, Overlay.Purpose purpose, ListBox box) {
        return state.withOverlay(Optional.of(new Overlay.Choosing(purpose, box)));
    }

    private static State theme(State state, String name) {
        State.Look look = state.look();
        Theme[] all = Theme.values();
        if (name.isEmpty()) {
            Theme next = all[(look.theme().ordinal() + 1) % all.length];
            return state.with(new State.Look(next, next == Theme.AUTO, look.mouse()))
                    .flashing("theme " + next.word());
        }
        return Arrays.stream(all)
                .filter(theme -> theme.word().equals(name))
                .findFirst()
                .map(theme -> state.with(new State.Look(theme, theme == Theme.AUTO, look.mouse()))
                        .flashing("theme " + theme.word()))
                .orElse(state.flashing("/theme takes auto, dark, light or mono, not \"" + name + "\"."));
    }

    private static Step mouse(State state) {
        State.Look look = state.look();
        boolean on = !look.mouse();
        String words = on ? "mouse on: the wheel scrolls" : "mouse off: the terminal selects and scrolls";
        return Step.of(state.with(new State.Look(look.theme(), look.auto(), on)).flashing(words), new Effect.Mouse(on));
    }

    private static Step copy(State state) {
        Optional<Block> answer = state.story().timeline().blocks().reversed().stream()
                .filter(block -> block instanceof Block.Format
                        || block instanceof Block.Error error
                                && !error.partial().isBlank())
                .findFirst();
        return answer.map(block -> Copying.copy(state, block, "the last answer"))
                .orElse(Step.of(state.flashing("there is no answer to copy yet")));
    }
}
