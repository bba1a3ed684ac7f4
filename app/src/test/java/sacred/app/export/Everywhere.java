package sacred.app.export;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Call;
import sacred.timeline.Compaction;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;

/** A timeline in which one text stands in every place where a text can stand. */
public final class Everywhere {

    public static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private int calls;

    private Everywhere(String text) {
        this.text = text;
    }

    public static Reading of(String text) {
        return new Everywhere(text).reading();
    }

    private Reading reading() {
        String json = "{\"" + quoted() + "\":[\"" + quoted() + "\"]}";
        List<ToolRun> runs = List.of(
                new ToolRun(text, json, text, 3, text, Optional.of(text)),
                new ToolRun("free", text, json, 3, ToolRun.OK, Optional.empty()));
        open(1, text, false);
        Routing routing = new Routing(Routing.Source.MODEL, text, text, Map.of(text, 0.5), List.of(text), text)
                .with(List.of(new Boundary(text, 0.5)))
                .with(new Routing.Effect(text, Optional.of(new Routing.Answerer(new ModelRef(text, text), text))));
        seal(new Block.Route(head(1), text, routing, List.of(call("route", false))));
        seal(new Block.Tool(head(1), text, runs, List.of(call(text, false), call("arbiter", true))));
        seal(new Block.Format(
                head(1),
                text,
                List.of(call("format", false)),
                List.of(new Pace(1, text.codePointCount(0, text.length())))));
        close(1);
        open(2, text, true);
        seal(new Block.Format(
                head(2),
                text,
                List.of(call("format", false)),
                List.of(),
                Optional.of(new Compaction(1, 1, text, OptionalLong.empty()))));
        close(2);
        open(3, "fails", false);
        seal(new Block.Error(
                head(3),
                text,
                Stage.FORMAT,
                ErrorKind.SERVER,
                true,
                text,
                runs,
                List.of(call("format", true)),
                List.of(new Pace(1, 1))));
        close(3);
        entries.add(new Entry.Foreign(90, text));
        entries.add(new Entry.Damaged(91, text));
        Header header = new Header("01K00000000000000000ABCDEF", AT, text, 1, Optional.of(new Header.Parent(text, 1)));
        return new Reading(Path.of("t.jsonl"), Optional.of(header), entries, false, List.of(text));
    }

    private String quoted() {
        StringBuilder json = new StringBuilder();
        text.chars()
                .forEach(c ->
                        json.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : (char) c));
        return json.toString();
    }

    private Call call(String role, boolean failed) {
        Usage usage = new Usage(
                OptionalLong.of(12),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(Usage.Flag.OUTPUT_UNKNOWN),
                Optional.of("{\"model\":\"" + quoted() + "\"}"));
        Said said = new Said(
                Optional.of(text),
                Optional.of(text),
                Optional.of(text),
                OptionalInt.of(2),
                OptionalInt.of(1),
                OptionalDouble.of(0.7));
        return new Call(
                calls++,
                new ModelRef(text, text),
                Optional.of(text),
                role,
                2,
                new Timing(0, OptionalLong.of(3), 10),
                usage,
                Cost.of(new BigDecimal("0.0042")),
                Optional.of(text),
                failed ? Call.Status.FAILED : Call.Status.OK,
                text,
                failed
                        ? Optional.of(new Call.Failure(ErrorKind.SERVER, text, OptionalInt.of(500), true))
                        : Optional.empty(),
                Optional.empty(),
                said);
    }

    /** A call that began with its block and ran for 30 ms. */
    public static Call member(int index, String role, Said said) {
        return new Call(
                index,
                new ModelRef("p", "m"),
                Optional.empty(),
                role,
                1,
                new Timing(0, OptionalLong.of(1), 30),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Optional.empty(),
                Call.Status.OK,
                Call.MISS,
                Optional.empty(),
                Optional.empty(),
                said);
    }

    private Block.Head head(int turn) {
        return new Block.Head(
                "01K00000000000000000BLOCK" + entries.size(),
                turn,
                AT,
                OptionalLong.of(40),
                List.of(text),
                Optional.of(text));
    }

    private void open(int turn, String prompt, boolean command) {
        add(new Event.Opened(
                new Block.Input(head(turn), prompt, command, List.of(new Attachment(text, "0".repeat(64), 3)))));
    }

    private void seal(Block block) {
        add(new Event.Sealed(block));
    }

    private void close(int turn) {
        add(new Event.Closed(turn, "end", AT, Event.Outcome.OK, OptionalLong.of(1200), Usage.UNKNOWN, Cost.UNKNOWN));
    }

    private void add(Event.Durable event) {
        entries.add(new Entry.Durable(entries.size() + 2, entries.size() + 1, event));
    }
}
