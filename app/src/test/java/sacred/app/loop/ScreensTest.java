package sacred.app.loop;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sacred.app.command.ScreenRequest;
import sacred.app.compare.Answer;
import sacred.app.compare.Comparison;
import sacred.app.edit.Input.Name;
import sacred.app.edit.ListBox;
import sacred.app.find.Excerpt;
import sacred.app.find.Hit;
import sacred.app.find.Phrase;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Golden;
import sacred.app.text.Row;
import sacred.cognition.tool.Approval;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/** What a user sees in each situation, at three sizes, as files that are reviewed. */
class ScreensTest {

    private static final String ANSWER = """
        An *arbiter* decides; a **judge** compares.

        1. The arbiter gets every answer and writes one.
        2. The judge gives each a score.

        ```java
        int best = max(scores); // the judge
        ```

        | who | writes |
        |---|---|
        | arbiter | yes |
        | judge | no |

        > See [the paper](https://example.org/moa).\
        """;

    @Test
    void anEmptyTimelineWithoutAProvider() {
        at("first-run-without-a-provider", WITHOUT, sight -> {});
    }

    private static final String[] WITHOUT = {
        "",
        "No model is configured. You can already ask",
        "  › what is 17% of 2340 · days until 2027-01-01 · how do I add a provider",
        "answered by the built-in engine: real tools, no language model, 0 tokens."
    };

    @Test
    void anEmptyTimelineWithAProvider() {
        at("first-run", new String[] {"", "openai:gpt-4.1-mini answers. Ask something."}, sight -> {});
    }

    @Test
    void aTurnThatStreams() {
        at(
                "streaming",
                sight -> sight.asks("What is the difference between an arbiter and a judge?")
                        .routes()
                        .needsNoTool()
                        .streams(Sight.MODEL, "format", "An *arbiter* decides; ", "a **judge** comp")
                        .after(2900));
    }

    @Test
    void aStageThatWaitsSaysForWhat() {
        at(
                "waiting",
                sight -> sight.asks("Hello?")
                        .routes()
                        .needsNoTool()
                        .streams(Sight.MODEL, "format")
                        .after(4100));
    }

    @Test
    void aSealedTurnFolded() {
        at("sealed-folded", sight -> sight.turn("What is the difference between an arbiter and a judge?", ANSWER));
    }

    @Test
    void aSealedTurnUnfolded() {
        at(
                "sealed-unfolded",
                sight -> sight.turn("What is the difference?", "An arbiter *decides*.")
                        .ctrl('t')
                        .press(Name.ENTER)
                        .type("kk")
                        .press(Name.ENTER));
    }

    @Test
    void aTurnWithTools() {
        ToolRun ran =
                new ToolRun("calculator", "{\"expression\":\"17% of 2340\"}", "397.8", 3, ToolRun.OK, Optional.empty());
        ToolRun failed = new ToolRun(
                "clock", "{\"zone\":\"Mars\"}", "There is no zone Mars.", 1, ToolRun.FAILED, Optional.empty());
        at(
                "tools",
                sight -> sight.asks("What is 17% of 2340?")
                        .routes()
                        .runs(ran, failed)
                        .answers("397.8"));
        at(
                "tools-unfolded",
                sight -> sight.asks("What is 17% of 2340?")
                        .routes()
                        .runs(ran, failed)
                        .answers("397.8")
                        .ctrl('t')
                        .type("k ")
                        .press(Name.ESCAPE));
    }

    @Test
    void toolsThatRunAndOneThatWaitsToBeAllowed() {
        ToolRun done = new ToolRun("calculator", "{\"expression\":\"2+2\"}", "4", 3, ToolRun.OK, Optional.empty());
        at("tools-live", sight -> {
            sight.asks("Is the build green?").routes().happened(new Event.Started(1, Stage.TOOL));
            sight.streams(Sight.MODEL, "tool", "I will look.");
            sight.happened(new Event.CallEnded(1, sight.ended(1, Optional.empty())));
            for (int tool = 0; tool < 6; tool++) {
                sight.happened(new Event.ToolStarted(1, tool, "calculator", "{\"expression\":\"2+2\"}", false))
                        .happened(new Event.ToolEnded(1, tool, done));
            }
            String command = "{\"command\":\"mvn -q -o verify -Dexample=" + "long".repeat(20) + "\"}";
            sight.happened(new Event.ToolStarted(1, 6, "read_file", "{\"path\":\"pom.xml\"}", false))
                    .after(1200)
                    .happened(new Event.ToolStarted(1, 7, "shell", command, true))
                    .after(2300);
        });
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void anErrorSaysWhatHappenedAndWhatToDo(ErrorKind kind) {
        String text = "openai:gpt-4.1-mini could not answer: the words of the provider. Do this next.";
        at(
                "error-" + kind.wire().replace('_', '-'),
                sight -> sight.asks("Hello?")
                        .routes()
                        .needsNoTool()
                        .fails(kind, kind == ErrorKind.CANCELLED ? "Stopped by you." : text, "Half an *answer*"));
    }

    @Test
    void aFallbackThatAnswered() {
        at("fallback", sight -> sight.asks("Hello?").routes().needsNoTool().answersByFallback("Hello to you."));
    }

    @Test
    void aRouteThatItsModelCouldNotFind() {
        at(
                "route-by-rules",
                sight -> sight.asks("Hello?").routesByRulesAfter().needsNoTool().answers("Hello."));
    }

    @Test
    void aTurnThatTheProgramDidNotSurviveHasNoMadeUpTime() {
        at("not-survived", sight -> {
            sight.asks("Hello?").routes().needsNoTool();
            String text = "The program ended before this turn was complete.";
            sight.seals(new Block.Error(
                    sight.head(0),
                    text,
                    Stage.FORMAT,
                    ErrorKind.INTERRUPTED,
                    true,
                    "",
                    List.of(),
                    List.of(),
                    List.of()));
            sight.happened(new Event.Closed(
                    1,
                    "closed",
                    Instant.EPOCH,
                    Event.Outcome.FAILED,
                    OptionalLong.empty(),
                    Usage.UNKNOWN,
                    Cost.UNKNOWN));
        });
    }

    @Test
    void aLongPromptFoldsAndUnfolds() {
        String prompt = "Explain:\n" + "line\n".repeat(30);
        at("long-prompt", sight -> sight.turn(prompt, "It says line."));
        at(
                "long-prompt-unfolded",
                sight -> sight.turn(prompt, "It says line.").ctrl('t').type("g "));
    }

    @Test
    void membersAtWork() {
        at("members", Council::atWork);
        Sight small = new Sight(44, 14);
        Council.atWork(small);
        Golden.checkText("screen/members-44x14", small.frame().rows());
        at("members-arbiter", Council::arbiterAtWork);
        at("members-fifty", Council::fiftyAtWork);
    }

    @Test
    void theCallsOfMembersUnfolded() {
        at("members-unfolded", sight -> {
            Council.answers(sight);
            sight.ctrl('t').type("k ");
        });
    }

    @Test
    void thePanel() {
        at("panel", sight -> {
            Council.answers(sight);
            sight.ctrl('t').type("p");
        });
        Sight small = new Sight(44, 14);
        Council.answers(small);
        Golden.checkText(
                "screen/panel-44x14",
                small.ctrl('t').type("p").press(Name.PAGE_DOWN).frame().rows());
        at("panel-live", sight -> {
            Council.atWork(sight).oneAnswers();
            sight.tell(new Msg.Requested(new ScreenRequest.ShowPanel(OptionalInt.empty())));
        });
        at("panel-scrolled", sight -> {
            Council.answers(sight);
            sight.ctrl('t').type("p").press(Name.END);
        });
    }

    @Test
    void thePicker() {
        at("picker", sight -> sight.turn("Hello?", "Hello.").ctrl('o').tell(models()));
        at("picker-narrowed", sight -> sight.ctrl('o').tell(models()).type("llama"));
    }

    private static Msg models() {
        return new Msg.Listed(
                Overlay.Purpose.MODEL,
                List.of(
                        entry("ollama:llama3.1:8b", "local    4.9 GB", false),
                        entry("ollama:llama3.2:1b", "local    1.3 GB", false),
                        entry("openai:gpt-4.1-mini", "remote   $0.4/1.6 per M", true),
                        new ListBox.Entry(Optional.empty(), "groq:…", "no GROQ_API_KEY", false)));
    }

    private static ListBox.Entry entry(String ref, String detail, boolean current) {
        return new ListBox.Entry(Optional.of(ref), ref, detail, current);
    }

    @Test
    void thePalette() {
        at("palette", sight -> sight.ctrl('p').type("the"));
    }

    @Test
    void aSearch() {
        at(
                "search",
                sight -> sight.turn("One?", "An arbiter decides.")
                        .turn("Two?", "A judge compares.")
                        .ctrl('t')
                        .type("/arbiter")
                        .press(Name.ENTER));
        at(
                "search-typing",
                sight -> sight.turn("One?", "An arbiter decides.").ctrl('t').type("/arb"));
    }

    @Test
    void aSearchOverAllTimelines() {
        at(
                "search-all",
                sight -> sight.tell(new Msg.Requested(new ScreenRequest.Search("arbiter kind:format")))
                        .tell(new Msg.Found(
                                "arbiter kind:format",
                                List.of(
                                        hit("An arbiter decides what judges only compare.", 3, 10),
                                        hit("…so that the Arbiter sees 3 of 5 answers, and says so…", 13, 20)),
                                "searched 1200 of 10000 timelines …")));
    }

    private static Hit hit(String line, int from, int to) {
        return new Hit(
                Path.of("20261130-one.jsonl"),
                "01K0000000000000000000ONE1",
                77,
                new Block.Head("01K00000000000000000000B09", 3, Instant.parse("2026-11-30T10:00:00Z"), 5),
                "format",
                new Excerpt(line, List.of(new Phrase.Place(from, to))));
    }

    @Test
    void aToolAsks() {
        String difference = "--- notes.txt\n+++ notes.txt\n@@ -1,2 +1,2 @@\n Shopping\n-milk\n+oat milk\n+"
                + " ".repeat(60) + "rm -rf ~";
        at(
                "question",
                sight -> sight.asks("Put oat milk on the list.")
                        .tell(new Msg.Asked(new Approval("files", "write 2 lines to notes.txt", difference, "x"))));
    }

    @Test
    void twoAnswersBesideEachOther() {
        at("compare", sight -> {
            sight.turn("What is the difference between an arbiter and a judge?", ANSWER)
                    .turn(
                            "What is the difference between an arbiter and a judge?",
                            ANSWER.replace("a **judge** compares", "a **jury** votes")
                                    .replace("2. The judge gives each a score.\n", ""));
            Timeline timeline = sight.state.story().timeline();
            sight.tell(new Msg.Requested(new ScreenRequest.ShowComparison(Comparison.of(
                    Answer.of("a1b2c3", timeline, 1).orElseThrow(),
                    Answer.of("a1b2c3", timeline, 2).orElseThrow()))));
        });
    }

    @Test
    void theKeys() {
        at("keys", sight -> sight.type("?"));
    }

    @Test
    void completions() {
        at("completions", sight -> sight.type("/mo").press(Name.TAB));
    }

    @Test
    void aSwitchOfTheModelAndWhatItSaid() {
        at(
                "switch",
                sight -> sight.turn("Hello?", "Hello.")
                        .commands("/model ollama:llama3.1:8b")
                        .tell(new Msg.Said("/model llama", "From now on ollama:llama3.1:8b answers.")));
    }

    @Test
    void promptsThatWait() {
        at("queued", sight -> {
            sight.type("First?").press(Name.ENTER);
            sight.asks("First?")
                    .type("Second?")
                    .press(Name.ENTER)
                    .type("A third, in\\")
                    .press(Name.ENTER)
                    .type("two lines");
        });
    }

    @Test
    void aReaderWhoScrolledUp() {
        at("scrolled", sight -> {
            for (int i = 1; i <= 12; i++) {
                sight.turn("Question " + i + "?", "Answer " + i + ".");
            }
            sight.press(Name.PAGE_UP).turn("While you read?", "This came in the meantime.");
        });
    }

    @Test
    void wideCharacters() {
        at(
                "wide",
                sight -> sight.turn(
                        "中文字符测试 👍🏽 👨‍👩‍👧 🇩🇪 1️⃣", "한국어 시험 — cafe\u0301 naïve 中文\n\n- 👍 one\n- 中 two"));
    }

    @Test
    void aReplay() {
        Sight live = new Sight(80, 24)
                .turn("What is the difference?", "An arbiter *decides*.")
                .turn("And now?", "Now *this*.");
        at("replay", sight -> play(sight, live.events, 3));
        at("replay-at-its-end", sight -> play(sight, live.events, 99));
    }

    private static void play(Sight sight, List<Event> events, int steps) {
        List<Script.Step> told = new ArrayList<>();
        long at = 0;
        for (Event event : events) {
            told.add(new Script.Step.Told(at += 400, event));
        }
        List<Integer> prompts = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (((Script.Step.Told) told.get(i)).event() instanceof Event.Opened) {
                prompts.add(i);
            }
        }
        sight.state = sight.state.with(Playback.start(new Script(told, prompts), 4));
        for (int i = 0; i < steps; i++) {
            sight.press(Name.RIGHT);
        }
    }

    @Test
    void aScreenThatIsTooSmallSaysSo() {
        Golden.checkText(
                "screen/too-small",
                new Sight(39, 9).turn("Hello?", "Hello.").frame().rows());
    }

    @Test
    void theSmallestScreen() {
        Golden.check(
                "screen/smallest",
                new Sight(40, 10)
                        .turn("Hello, is there anybody?", "Hello.")
                        .frame()
                        .rows());
    }

    private static void at(String name, Consumer<Sight> scene) {
        at(name, new String[0], scene);
    }

    private static void at(String name, String[] preface, Consumer<Sight> scene) {
        for (int[] size : new int[][] {{80, 24}, {120, 40}, {200, 60}}) {
            Sight sight = new Sight(size[0], size[1], preface);
            scene.accept(sight);
            List<Row> rows = sight.frame().rows();
            String file = String.format(Locale.ROOT, "screen/%s-%dx%d", name, size[0], size[1]);
            if (size[0] == 80) {
                Golden.check(file, rows);
            } else {
                Golden.checkText(file, rows);
            }
        }
    }
}
