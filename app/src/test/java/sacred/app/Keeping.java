package sacred.app;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import sacred.app.edit.Drafts;
import sacred.app.edit.ExternalEditor;
import sacred.app.edit.PromptHistory;
import sacred.app.log.Log;
import sacred.app.log.LogLevel;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Ledger;
import sacred.timeline.journal.Partial;

/** A program of its own, for a umask of its own: writes everything that this program ever writes, below a directory. */
final class Keeping {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private Keeping() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        Path data = directory.resolve("data");
        try (Stage stage = new Stage(directory)) {
            stage.answering("one", "two").run("ask", "First?");
            Path timeline = stage.files().getFirst();
            Files.writeString(timeline, "{\"torn", StandardOpenOption.APPEND);
            stage.run("ask", "-c", "Second?");
        }
        Path begun = directory.resolve("data/timelines/begun.jsonl");
        try (Journal journal = Journal.open(begun, "0.1.0", () -> NOW)) {
            journal.append(new Event.Opened(new Block.Input(new Block.Head("01K", 1, NOW, 0), "a prompt")));
            journal.checkpoint(new Partial(1, sacred.timeline.Stage.FORMAT, NOW, "half an answer", ""));
        }
        Path large = data.resolve("timelines/large.jsonl");
        Block.Head head = new Block.Head("id", 1, NOW, 0);
        try (Journal journal = Journal.open(large, "0", () -> NOW)) {
            journal.append(new Event.Opened(new Block.Input(head, "x".repeat(5_000_000))));
        }
        Journal.open(large, "0", () -> NOW).close();
        PromptHistory history = new PromptHistory(data.resolve("history"));
        history.readable();
        history.add("a prompt " + "x".repeat(4_100_000));
        for (int i = 0; i < 4; i++) {
            history.add(i + " prompt " + "x".repeat(4_100_000));
        }
        new Drafts(data.resolve("drafts"), 1, "a", _ -> true).keep("a draft");
        Ledger ledger = new Ledger(data.resolve("spending"), () -> NOW, ZoneOffset.UTC);
        ledger.reserve(_ -> Optional.of(BigDecimal.ONE));
        Log log = Log.in(data, LogLevel.INFO, () -> NOW, text -> text);
        for (int i = 0; i < 400; i++) {
            log.info("x".repeat(10_000));
        }
        Path seen = directory.resolve("seen");
        Path script = directory.resolve("editor");
        Files.writeString(
                script, "#!/bin/sh\nstat -c '%a' \"$1\" \"${1%/*}\" >'" + seen + "'\n", StandardCharsets.UTF_8);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("no editor");
        }
        new ExternalEditor(Map.of("EDITOR", script.toString(), "PATH", "/usr/bin:/bin")).edit("a prompt");
    }
}
