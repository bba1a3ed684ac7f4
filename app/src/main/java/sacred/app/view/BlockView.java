package sacred.app.view;

import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.Rewind;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Compaction;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.Stage;
import sacred.timeline.Usage;

/**
 * A sealed block as rows of the screen. Pure: the same block at the same width is the same rows, live, resumed or replayed.
 *
 * @param columns of the screen
 */
record BlockView(int columns, ZoneId zone, Answers answers) {

    static final int TEXT_INDENT = 3;
    /** A prompt of more rows shows these, until it is unfolded. */
    private static final int FOLDED_PROMPT = 10;

    /**
     * The rows of a block.
     *
     * @param closed how the block's turn ended; only the input shows it
     * @param rewound whether no model is told of its turn any more; what was said to the program stays as it is
     */
    List<Row> rows(Block block, Optional<Event.Closed> closed, boolean unfolded, boolean rewound) {
        boolean command = block instanceof Block.Input input && input.command();
        List<Row> rows = rows(block, closed.map(end -> new End(end, rewound)), unfolded);
        return rewound && !command ? dimmed(rows) : rows;
    }

    /** How a turn ended, and whether it is still told. */
    private record End(Event.Closed closed, boolean rewound) {}

    private static List<Row> dimmed(List<Row> rows) {
        return new AbstractList<>() {
            @Override
            public Row get(int index) {
                return rows.get(index).restyled(style -> style.with(Tone.FAINT));
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
    }

    private List<Row> rows(Block block, Optional<End> closed, boolean unfolded) {
        List<Row> rows = switch (block) {
            case Block.Input input ->
                input.command() ? List.of(Row.EMPTY, command(input)) : input(input, closed, unfolded);
            case Block.Route route -> route(route, unfolded);
            case Block.Tool tool -> new ToolView(columns).rows(tool, unfolded);
            case Block.Format format -> format(format, unfolded);
            case Block.Error error -> new ErrorView(columns, answers).rows(error, unfolded);
        };
        return block.head().notes().isEmpty()
                ? rows
                : withNotes(rows, block.head().notes());
    }

    /** The notes stand below the block's own line. */
    private List<Row> withNotes(List<Row> rows, List<String> notes) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(
                1,
                notes.stream().flatMap(note -> detail(note, columns).stream()).toList());
        return all;
    }

    private Row command(Block.Input input) {
        String meaning = meaning(input).map(words -> " · " + words).orElse("");
        Row left = Row.of(" · ", Style.FAINT).plus(input.text() + meaning, Style.of(Tone.MUTED));
        return new PromptMark(input, zone, columns).beside(left);
    }

    /** What a command brought about; empty where it says so itself. */
    static Optional<String> meaning(Block.Input command) {
        return Rewind.of(command)
                .map(rewind -> rewind.to() == 0
                        ? "the conversation begins anew"
                        : "the conversation goes on as after turn " + rewind.to());
    }

    private List<Row> input(Block.Input input, Optional<End> closed, boolean unfolded) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.EMPTY);
        Span bar = new Span(" ▌ ", Style.of(Tone.USER));
        PromptMark mark = new PromptMark(input, zone, columns);
        int width = Math.max(1, columns - TEXT_INDENT - mark.room());
        Excerpt excerpt = Excerpt.of(input.text());
        for (String line : excerpt.shown().split("\n", -1)) {
            for (Row wrapped : Wrap.rows(List.of(new Span(line, Style.TEXT.asBold())), width)) {
                Row row = Row.of(bar).plus(wrapped);
                rows.add(rows.size() == 1 ? mark.beside(row) : row);
            }
        }
        excerpt.note(columns).ifPresent(rows::add);
        int more = rows.size() - 1 - FOLDED_PROMPT;
        if (more > 1 && !unfolded) {
            rows.subList(1 + FOLDED_PROMPT, rows.size()).clear();
            rows.add(Row.of(bar).plus(String.format(Locale.ROOT, "▸ %,d more rows", more), Style.MUTED));
        }
        input.attachments()
                .forEach(file -> rows.add(
                        Row.of(bar).plus("@ " + file.described(), Style.MUTED).shortened(columns)));
        sibling(input).ifPresent(sibling -> rows.addAll(detail(sibling, columns)));
        rows.add(cognition(closed));
        return rows;
    }

    /** {@code turn 5, another answer to turn 3: /compare 3 5 shows both}; empty where a prompt is asked for the first time. */
    static Optional<String> sibling(Block.Input input) {
        int turn = input.head().turn();
        return input.retryOf().isPresent()
                ? Optional.of("↻ turn " + turn + ", another answer to turn " + input.place() + ": /compare "
                        + input.place() + " " + turn + " shows both")
                : Optional.empty();
    }

    /** The header of a turn: what it cost in all. */
    private Row cognition(Optional<End> ended) {
        Row name = Row.of(" ◇ ", Style.ACCENT).plus("cognition  ", Style.ACCENT.asBold());
        boolean rewound = ended.filter(End::rewound).isPresent();
        Row head = rewound ? name.plus("not told any more · ", Style.of(Tone.WARNING)) : name;
        Optional<Event.Closed> closed = ended.map(End::closed);
        if (closed.isEmpty()) {
            return head.plus("…", Style.MUTED).cut(columns);
        }
        Event.Closed end = closed.get();
        Row outcome = switch (end.outcome()) {
            case OK -> head;
            case FAILED -> head.plus("failed · ", Style.of(Tone.ERROR));
            case CANCELLED -> head.plus("cancelled · ", Style.of(Tone.WARNING));
        };
        return outcome.plus(
                        Figures.seconds(end.durationMs()) + " · " + Figures.tokens(end.usage()) + " · "
                                + Figures.money(end.cost()),
                        Style.MUTED)
                .cut(columns);
    }

    private List<Row> route(Block.Route block, boolean unfolded) {
        Routing routing = block.routing();
        // the others are of an answer that was begun meanwhile
        List<Call> asked = block.calls().stream()
                .filter(call -> call.role().equals(Stage.ROUTE.wire()))
                .toList();
        boolean notBelieved = routing.source() == Routing.Source.RULES && !asked.isEmpty();
        String who = notBelieved ? "by rules" : CallView.who(asked).orElse(source(routing));
        String what = routing.summary();
        StageLine line = StageLine.of("route", Tone.ROUTE, who, what, CallView.figures(block))
                .marked(unfolded ? "▾" : " ");
        if (notBelieved) {
            line = line.saying("model failed · " + what, Tone.WARNING);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(line.row(columns));
        if (unfolded) {
            rows.addAll(Activations.rows(routing, columns));
            rows.addAll(Activations.boundaries(routing, columns));
            effect(routing).ifPresent(effect -> rows.addAll(details(effect)));
            rows.addAll(details(decidedBy(routing) + (routing.reason().isEmpty() ? "" : ": " + routing.reason())));
            rows.addAll(new CallView(columns).rows(block.calls()));
            rows.addAll(new CallView(columns).words(block.calls()));
        }
        return rows;
    }

    /** {@code hard · framing CD · answered by openai:gpt-4 (by_difficulty.hard)}. */
    private static Optional<String> effect(Routing routing) {
        List<String> parts = new ArrayList<>();
        routing.difficulty().ifPresent(difficulty -> parts.add(difficulty.wire()));
        routing.effect().ifPresent(effect -> parts.add("framing " + effect.framing()));
        answerer(routing).ifPresent(parts::add);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", parts));
    }

    /** {@code answered by openai:gpt-4 (by_difficulty.hard)}; empty where the usual model answers. */
    static Optional<String> answerer(Routing routing) {
        return routing.effect()
                .flatMap(Routing.Effect::answerer)
                .map(a -> "answered by " + a.model() + " (" + a.why() + ")");
    }

    private static String source(Routing routing) {
        return routing.source() == Routing.Source.OFF
                ? "routing is off"
                : "by " + routing.source().wire();
    }

    /** Who decided, and when, if that was on an earlier turn. */
    static String decidedBy(Routing routing) {
        return source(routing)
                + routing.decidedAt()
                        .map(at -> ", as decided at " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private List<Row> format(Block.Format block, boolean unfolded) {
        String who = CallView.who(block.calls()).or(block.head()::logicalModel).orElse("");
        StageLine line = StageLine.of(
                        block.compaction().isPresent() ? "compact" : "format",
                        Tone.FORMAT,
                        who,
                        CallView.outcome(block.calls()),
                        CallView.figures(block))
                .marked(unfolded ? "▾" : " ");
        if (CallView.fellBack(block.calls())) {
            line = line.saying("fallback: " + CallView.outcome(block.calls()), Tone.WARNING);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(line.row(columns));
        if (unfolded || CallView.fellBack(block.calls())) {
            rows.addAll(
                    unfolded
                            ? new CallView(columns).rows(block.calls())
                            : new CallView(columns).failures(block.calls()));
        }
        if (unfolded) {
            block.compaction().ifPresent(compaction -> rows.addAll(details(compaction.prompt())));
        }
        block.compaction().ifPresent(compaction -> rows.addAll(details(standsFor(compaction))));
        rows.addAll(answers.indented(block.text(), columns));
        return rows;
    }

    /** {@code stands for turns 1 to 7 from here on · ~3,210 tokens saved · /compact undo}. */
    static String standsFor(Compaction compaction) {
        String saved = compaction.savedTokens().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "~%,d tokens saved",
                        compaction.savedTokens().getAsLong())
                : "? tokens saved";
        return "stands for " + compaction.turns() + " from here on · " + saved + " · /compact undo";
    }

    /** Each row is made when it is asked for: of a long answer that arrives, only its end is. */
    static List<Row> indent(List<Row> rows) {
        Row indent = Row.of(" ".repeat(TEXT_INDENT), Style.TEXT);
        return new AbstractList<>() {
            @Override
            public Row get(int index) {
                Row row = rows.get(index);
                return row.spans().isEmpty() ? row : indent.plus(row);
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
    }

    private List<Row> details(String text) {
        return detail(text, columns);
    }

    /** Something below a stage's line: muted, wrapped, indented deeper than the line. */
    static List<Row> detail(String text, int columns) {
        return detail(text, Style.MUTED, columns);
    }

    static List<Row> detail(String text, Style style, int columns) {
        Row indent = Row.of("     ", Style.MUTED);
        return text.lines()
                .flatMap(line -> Wrap.rows(List.of(new Span(line, style)), Math.max(1, columns - 6)).stream())
                .map(indent::plus)
                .toList();
    }

    static String tokensPerSecond(Usage usage, long streamMillis) {
        boolean counted = usage.output().isPresent() && usage.source() == Usage.Source.REPORTED;
        return counted && streamMillis > 0 && usage.output().getAsLong() > 1
                ? "  " + usage.output().getAsLong() * 1000 / streamMillis + " tok/s"
                : "";
    }
}
