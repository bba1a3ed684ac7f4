package sacred.app.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import sacred.app.view.Figures;
import sacred.cognition.text.Fence;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Event;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;
import sacred.timeline.ToolRun;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Ulid;

/**
 * A timeline as a Markdown document: prompts as quotes, answers as they are, and of everything else what it was and what it
 * cost. Nothing of a tool or a server can end the block that it stands in.
 */
public final class MarkdownExport {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private MarkdownExport() {}

    /** Without what stands in attached files. */
    public static String of(Optional<Header> header, Timeline timeline, ZoneId zone) {
        StringWriter document = new StringWriter();
        try {
            write(header, timeline, zone, Contents.NONE, document);
        } catch (IOException e) {
            // it writes to memory
            throw new UncheckedIOException(e);
        }
        return document.toString();
    }

    /**
     * Block by block; of what is read, no more is kept than a block.
     *
     * @param contents of the attached files that go along
     */
    public static void write(
            Optional<Header> header, Timeline timeline, ZoneId zone, Contents contents, Writer document)
            throws IOException {
        Parts parts = new Parts(document);
        if (header.isPresent()) {
            Header h = header.get();
            parts.add("# Timeline " + Ulid.shortened(h.id()) + "\n\n"
                    + MINUTE.format(h.createdAt().atZone(zone)) + " · " + h.id());
        }
        Sequence<Block> blocks = timeline.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            parts.add(block(block, zone, contents));
            boolean ends = block instanceof Block.Format || block instanceof Block.Error;
            if (ends && (i + 1 == blocks.size() || blocks.turn(i + 1) != blocks.turn(i))) {
                parts.add(closing(timeline, block).orElse(""));
            }
        }
        document.write('\n');
    }

    /** With an empty line between any two. */
    private static final class Parts {
        private final Writer document;
        private boolean begun;

        Parts(Writer document) {
            this.document = document;
        }

        void add(String part) throws IOException {
            if (!part.isEmpty()) {
                document.append(begun ? "\n\n" : "").append(part);
                begun = true;
            }
        }
    }

    private static String block(Block block, ZoneId zone, Contents contents) {
        return switch (block) {
            case Block.Input input when input.command() -> "*" + inline(input.text()) + "*";
            case Block.Input input ->
                "## Turn " + input.head().turn() + " · "
                        + MINUTE.format(input.head().at().atZone(zone)) + "\n\n" + quoted(input.text())
                        + input.attachments().stream()
                                .map(file -> "\n\n*attached: " + inline(file.described()) + "*"
                                        + contents.of(file)
                                                .map(text -> "\n\n" + fenced(text))
                                                .orElse(""))
                                .collect(Collectors.joining());
            case Block.Route route ->
                "*route: " + inline(route.text()) + " by "
                        + route.routing().source().wire() + "*";
            case Block.Tool tool -> tools(tool.tools());
            case Block.Format format ->
                format.compaction()
                                .map(c -> "*summary of " + c.turns() + "*\n\n")
                                .orElse("")
                        + format.text();
            case Block.Error error -> error(error);
        };
    }

    private static String error(Block.Error error) {
        String partial = error.partial().isEmpty() ? "" : "\n\n" + error.partial();
        String tools = error.tools().isEmpty() ? "" : "\n\n" + tools(error.tools());
        return "**" + error.stage().wire() + " failed: " + error.error().wire().replace('_', ' ') + "**\n\n"
                + fenced(error.text()) + tools + partial;
    }

    private static String tools(List<ToolRun> runs) {
        return runs.stream()
                .map(run -> "*tool " + inline(run.name()) + " (" + run.status() + ")*\n\n" + fenced(run.arguments())
                        + "\n\n" + fenced(run.result()))
                .collect(Collectors.joining("\n\n"));
    }

    private static Optional<String> closing(Timeline timeline, Block last) {
        return timeline.closings().ofTurn(last.head().turn()).stream()
                .findFirst()
                .map(end -> "*" + line(last, end) + "*");
    }

    private static String line(Block block, Event.Closed end) {
        Optional<String> who = block.head()
                .logicalModel()
                .or(() -> block.calls().reversed().stream()
                        .findFirst()
                        .map(call -> call.model().toString()));
        return who.map(name -> inline(name) + " · ").orElse("") + end.outcome().wire() + " · "
                + Figures.seconds(end.durationMs()) + " · " + Figures.tokens(end.usage()) + " · "
                + inline(Figures.money(end.cost()));
    }

    private static String quoted(String text) {
        return text.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    private static String fenced(String text) {
        String fence = Fence.around(text);
        return fence + "\n" + text.stripTrailing() + "\n" + fence;
    }

    /** One line in which nothing is a mark of Markdown. */
    private static String inline(String text) {
        return text.replaceAll("\\s+", " ").strip().replaceAll("([\\\\`*_{}\\[\\]<>#|~$])", "\\\\$1");
    }
}
