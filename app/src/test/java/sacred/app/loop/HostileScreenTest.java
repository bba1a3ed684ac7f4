package sacred.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sacred.app.Hostile;
import sacred.app.edit.Input.Name;
import sacred.app.edit.ListBox;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Frame;
import sacred.app.text.Size;
import sacred.app.view.Story;
import sacred.cognition.TurnSettings;
import sacred.cognition.tool.Approval;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.journal.Entry;

/** Wherever a text comes from: nothing of it is on the screen that a terminal would obey. */
class HostileScreenTest {

    private static final Map<String, BiConsumer<Sight, String>> WAYS = new TreeMap<>(Map.ofEntries(
            Map.entry("a prompt", (sight, text) -> sight.turn(text, "Hello.")),
            Map.entry("an answer", (sight, text) -> sight.turn("Hello?", text)),
            Map.entry("text that arrives", (sight, text) -> sight.asks("Hello?").streams(Sight.MODEL, "format", text)),
            Map.entry("text that arrives in pieces", HostileScreenTest::streamed),
            Map.entry(
                    "what a member says", (sight, text) -> sight.asks("Hello?").streams(Sight.MODEL, "member", text)),
            Map.entry("what is thought", HostileScreenTest::thought),
            Map.entry("a note", (sight, text) -> sight.asks("Hello?").happened(new Event.Note(1, text))),
            Map.entry(
                    "a wait",
                    (sight, text) -> sight.asks("Hello?").happened(new Event.Waiting(1, text, Optional.empty()))),
            Map.entry(
                    "what a tool wants",
                    (sight, text) -> sight.asks("Hello?").tell(new Msg.Asked(new Approval(text, text, text, text)))),
            Map.entry(
                    "a tool",
                    (sight, text) -> unfolded(sight, new ToolRun(text, text, text, 1, text, Optional.of(text)))),
            Map.entry(
                    "a tool that runs",
                    (sight, text) -> sight.asks("Hello?")
                            .happened(new Event.Started(1, Stage.TOOL))
                            .happened(new Event.ToolStarted(1, 0, text, text, false))
                            .happened(new Event.ToolStarted(1, 1, text, text, true))),
            Map.entry("an error", (sight, text) -> sight.asks("Hello?").fails(ErrorKind.SERVER, text, "half")),
            Map.entry(
                    "a broken off answer",
                    (sight, text) -> sight.asks("Hello?").fails(ErrorKind.SERVER, "It failed", text)),
            Map.entry("the words of a provider", HostileScreenTest::failing),
            Map.entry("the name of a model", HostileScreenTest::named),
            Map.entry("a routing", HostileScreenTest::routed),
            Map.entry(
                    "the name of a timeline",
                    (sight, text) -> sight.tell(new Msg.Opened(Story.of(text, Timeline.EMPTY, List.of(text))))
                            .turn("Hello?", "Hello.")),
            Map.entry("a command", (sight, text) -> sight.commands(text)),
            Map.entry(
                    "a line of the program",
                    (sight, text) -> sight.turn("Hello?", "Hello.").tell(new Msg.Said(text, text))),
            Map.entry(
                    "why a turn is lost", (sight, text) -> sight.asks("Hello?").tell(new Msg.Abandoned(text, text))),
            Map.entry("a paste", (sight, text) -> sight.paste(text)),
            Map.entry(
                    "a paste that waits",
                    (sight, text) -> sight.submit("first").paste(text + "x").press(Name.ENTER)),
            Map.entry(
                    "a paste into the search of prompts",
                    (sight, text) ->
                            sight.paste(text + "x").press(Name.ENTER).ctrl('r').paste(text)),
            Map.entry(
                    "a paste into the search of a timeline",
                    (sight, text) ->
                            sight.turn("Hello?", text).ctrl('t').type("/").paste(text)),
            Map.entry(
                    "a search",
                    (sight, text) -> sight.turn("Hello?", text)
                            .ctrl('t')
                            .type("/")
                            .paste(text)
                            .press(Name.ENTER)),
            Map.entry("the entries of a list", HostileScreenTest::listed),
            Map.entry(
                    "what the editor wrote",
                    (sight, text) -> sight.tell(new Msg.Edited(text))
                            .tell(new Msg.Refused(text, text))
                            .tell(new Msg.Failed(text))),
            Map.entry("a damaged record", HostileScreenTest::replayed)));

    static final List<String> TEXTS = Hostile.TEXTS;

    @ParameterizedTest
    @FieldSource("TEXTS")
    void aHostileTextIsShownAndNotObeyed(String text) {
        WAYS.forEach((way, how) -> shown(way, how, text, new Size(80, 24)));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void anyTextIsShownAndNotObeyed(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Size size = new Size(40 + random.nextInt(100), 10 + random.nextInt(40));
        WAYS.forEach((way, how) -> shown(way, how, Hostile.text(random), size));
    }

    @Test
    void whatIsShownSaysWhatItWas() {
        Sight sight = new Sight(80, 24).turn("Hello?", "A\033]52;c;eA==\007B \u009b2J \u202eevil");

        assertTrue(sight.text().contains("A^[]52;c;eA==^GB \\x9b2J <U+202E>evil"), sight.text());
    }

    @Test
    void aPasteIsShownWithItsMarksBeforeItIsSentAsItIs() {
        Sight sight = new Sight(80, 24).paste("pay\u200bpal\033[2J");
        assertTrue(sight.text().contains("pay<U+200B>pal^[[2J"), sight.text());

        sight.press(Name.ENTER);

        assertEquals(
                new Effect.Submit(Line.of("pay\u200bpal\033[2J")),
                sight.drained().getFirst());
    }

    private static void shown(String way, BiConsumer<Sight, String> how, String text, Size size) {
        try {
            Sight sight = new Sight(size.columns(), size.rows());
            how.accept(sight, text);
            Frame frame = sight.frame();
            Hostile.assertShown(frame);
            assertEquals(size.rows(), frame.rows().size());
            frame.rows().forEach(row -> assertTrue(row.width() <= size.columns(), row.width() + " columns"));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(way + " at " + size + ": " + Hostile.escaped(text), e);
        }
    }

    private static void streamed(Sight sight, String text) {
        sight.asks("Hello?").streams(Sight.MODEL, "format");
        for (int i = 0; i < Math.min(40, text.length()); i++) {
            sight.happened(new Event.Delta(1, 0, text.substring(i, i + 1), false));
            Hostile.assertShown(sight.frame());
        }
    }

    private static void thought(Sight sight, String text) {
        sight.asks("Hello?").streams(Sight.MODEL, "format").happened(new Event.Delta(1, 0, text, true));
    }

    private static void unfolded(Sight sight, ToolRun run) {
        sight.asks("Hello?").routes().runs(run).fails(ErrorKind.TOOL, "It failed", run.result());
        Hostile.assertShown(sight.frame());
        sight.ctrl('t').type("k ");
    }

    private static void failing(Sight sight, String text) {
        sight.asks("Hello?")
                .streams(Sight.MODEL, "format")
                .happened(new Event.CallEnded(1, sight.ended(0, Optional.of(text))));
        Hostile.assertShown(sight.frame());
        Block.Format answer =
                new Block.Format(sight.head(1), text, List.of(sight.ended(0, Optional.of(text))), List.of());
        sight.seals(answer).closes(Event.Outcome.OK).ctrl('t').type(" ");
    }

    private static void named(Sight sight, String text) {
        ModelRef model = new ModelRef(text, text);
        sight.tell(new Msg.Switched(
                        new TurnSettings(model, model, model, List.of(), TurnSettings.Mode.AUTO, Duration.ofSeconds(5)),
                        text))
                .asks("Hello?")
                .streams(model, text, "Hello");
    }

    private static void routed(Sight sight, String text) {
        Routing routing = new Routing(Routing.Source.MODEL, text, text, Map.of("CD", 0.5), List.of(text), text);
        sight.asks("Hello?").seals(new Block.Route(sight.head(1), text, routing, List.of()));
        Hostile.assertShown(sight.frame());
        sight.ctrl('t').type(" ");
    }

    private static void listed(Sight sight, String text) {
        ListBox.Entry entry = new ListBox.Entry(Optional.empty(), text, text, true);
        sight.ctrl('o').tell(new Msg.Listed(Overlay.Purpose.MODEL, List.of(entry, entry)));
        Hostile.assertShown(sight.frame());
        sight.press(Name.ENTER);
        Hostile.assertShown(sight.frame());
        sight.paste(text);
    }

    private static void replayed(Sight sight, String text) {
        Script script = Script.of(List.of(new Entry.Damaged(2, text), new Entry.Foreign(3, text)));
        sight.state = sight.state.with(Playback.start(script, 1)).ticked();
        sight.press(Name.END);
    }
}
