package sacred.app.loop;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import sacred.app.Hostile;
import sacred.app.command.ScreenRequest;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Mouse.Action;
import sacred.app.edit.Input.Name;
import sacred.app.edit.ListBox;
import sacred.app.text.Size;
import sacred.app.view.Story;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Live;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;

/** Types anything and lets anything happen, the same for the same seed. */
final class Monkey {

    private static final String LETTERS = "abcghjknqruwxyzGN {}/?@!+-=0123456789é中\\";

    private final SplittableRandom random;
    final Sight sight;

    Monkey(long seed, Sight sight) {
        this.random = new SplittableRandom(seed);
        this.sight = sight;
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** Words, paragraphs, or something hostile. */
    String text() {
        if (random.nextInt(3) == 0) {
            return Hostile.text(random);
        }
        StringBuilder text = new StringBuilder("Word");
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(random.nextInt(12) == 0 ? "\n\n" : " ").append("w".repeat(1 + random.nextInt(12)));
        }
        return text.toString();
    }

    void step() {
        sight.after(random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(20));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> input();
            case 4, 5, 6 -> happens();
            case 7 -> says();
            case 8 -> message();
            default -> sight.tell(new Msg.Tick());
        }
    }

    void input() {
        sight.tell(new Msg.Typed(
                switch (random.nextInt(14)) {
                    case 0, 1, 2 -> Key.typed(letter());
                    case 3, 4, 5, 6 -> named();
                    case 7, 8 -> Key.ctrl((char) ('a' + random.nextInt(26)));
                    case 9 -> Key.alt((char) ('a' + random.nextInt(26)));
                    case 10 -> new Input.Paste(text());
                    case 11 -> new Input.Mouse(pick(Action.values()), random.nextInt(210), random.nextInt(70));
                    case 12 -> new Input.Focus(random.nextBoolean());
                    default -> new Input.Background(random.nextBoolean());
                }));
    }

    private String letter() {
        return String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }

    private Key named() {
        Name name = pick(Name.values());
        boolean plain = random.nextInt(3) > 0;
        return name == Name.CHARACTER
                ? Key.typed(letter())
                : new Key(
                        name,
                        "",
                        !plain && random.nextBoolean(),
                        !plain && random.nextBoolean(),
                        !plain && random.nextBoolean());
    }

    /** Scrolls somewhere. */
    void scrolls() {
        switch (random.nextInt(5)) {
            case 0 -> sight.press(Name.PAGE_DOWN);
            case 1 -> sight.mouse(Action.WHEEL_UP, 3);
            case 2 -> sight.mouse(Action.WHEEL_DOWN, 3);
            default -> sight.press(Name.PAGE_UP);
        }
    }

    void says() {
        sight.tell(new Msg.Said(random.nextBoolean() ? "" : "/cost " + text(), text()));
    }

    /** One more event of the turn that is live, or the beginning of one. */
    void happens() {
        Optional<Live> live = sight.state.story().timeline().live();
        if (live.isEmpty()) {
            if (random.nextInt(5) == 0) {
                sight.commands("/model " + text());
            } else {
                sight.asks(text());
            }
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> sight.routes();
            case 1 -> sight.runs(run(), run());
            case 2 -> sight.needsNoTool();
            case 3 -> sight.streams(Sight.MODEL, pick("route", "format", "member"), text(), text());
            case 4 -> sight.answers(text());
            case 5 -> sight.answersByFallback(text());
            case 6 -> sight.fails(pick(ErrorKind.values()), text(), text());
            case 7 -> sight.happened(new Event.Note(live.get().turn(), text()));
            case 8 -> calls(live.get());
            default -> hears(live.get());
        }
    }

    private void calls(Live live) {
        int tool = random.nextInt(6);
        sight.happened(
                random.nextBoolean()
                        ? new Event.ToolStarted(live.turn(), tool, text(), text(), random.nextBoolean())
                        : new Event.ToolEnded(live.turn(), tool, run()));
    }

    private void hears(Live live) {
        List<Live.Lane> lanes = live.lanes();
        if (lanes.isEmpty()) {
            sight.streams(Sight.OTHER, "format");
            return;
        }
        Live.Lane lane = lanes.get(random.nextInt(lanes.size()));
        if (random.nextInt(6) == 0) {
            Call ended = sight.ended(lane.call(), random.nextBoolean() ? Optional.empty() : Optional.of(text()));
            sight.happened(new Event.CallEnded(live.turn(), ended));
        } else {
            sight.happened(new Event.Delta(live.turn(), lane.call(), text(), random.nextInt(3) == 0));
        }
    }

    private ToolRun run() {
        String status = pick(ToolRun.OK, ToolRun.FAILED, ToolRun.REFUSED);
        return new ToolRun(text(), text(), text(), random.nextInt(5000), status, Optional.empty());
    }

    private void message() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> resizes();
            case 3, 4 -> sight.done();
            case 5 -> sight.tell(chance(2) ? new Msg.Edited(text()) : new Msg.Refused(text(), text()));
            case 6 -> sight.tell(new Msg.Abandoned(text(), text()));
            case 7 -> sight.tell(new Msg.Listed(pick(Overlay.Purpose.values()), List.of(entry(), entry(), entry())));
            case 8, 9 -> sight.tell(new Msg.Requested(request()));
            case 10 -> sight.tell(new Msg.Switched(Sight.SETTINGS, "From now on another one answers."));
            default -> {
                if (random.nextInt(4) == 0) {
                    sight.tell(new Msg.Opened(Story.of(text(), Timeline.EMPTY, List.of(text(), text()))));
                }
            }
        }
    }

    /** Mostly to a size that is meant to work. */
    void resizes() {
        sight.tell(new Msg.Resized(
                random.nextInt(8) == 0 ? new Size(1 + random.nextInt(45), 1 + random.nextInt(12)) : size()));
    }

    Size size() {
        return random.nextInt(3) == 0
                ? new Size(40 + random.nextInt(4), 10 + random.nextInt(3))
                : new Size(40 + random.nextInt(161), 10 + random.nextInt(51));
    }

    private Optional<String> maybe() {
        return random.nextBoolean() ? Optional.of(text()) : Optional.empty();
    }

    private ListBox.Entry entry() {
        return new ListBox.Entry(maybe(), text(), text(), random.nextBoolean());
    }

    private ScreenRequest request() {
        return switch (random.nextInt(8)) {
            case 0 -> new ScreenRequest.PickModel("l");
            case 1 -> new ScreenRequest.PickTimeline();
            case 2 -> new ScreenRequest.ShowKeys();
            case 3 -> new ScreenRequest.Search(pick("w", "word", text()));
            case 4 -> new ScreenRequest.ChangeTheme(pick("", "dark", text()));
            case 5 -> new ScreenRequest.ToggleMouse();
            case 6 -> new ScreenRequest.CopyAnswer();
            default -> new ScreenRequest.EditPrompt();
        };
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
