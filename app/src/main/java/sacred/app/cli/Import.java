package sacred.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.intake.LlmLog;
import sacred.providers.secret.Secrets;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.EveryText;
import sacred.timeline.journal.Document;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.JournalException;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Ulid;

/** {@code sacred import}: conversations of a file as new timelines, each of which says where it comes from. */
final class Import implements Command {

    /** A file of more is no conversation that anybody had; it would have to be held in memory in whole. */
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String synopsis() {
        return "FILE";
    }

    @Override
    public String about() {
        return "new timelines of a JSON export of sacred, or of what llm logs --json prints";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, ConfigException, IOException {
        Path file = Path.of(call.onlyWord("file"));
        Secrets secrets = ShowConfig.load(call, host).secrets();
        byte[] bytes = bytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8).stripLeading();
        List<List<Event.Durable>> conversations = new ArrayList<>();
        String from;
        if (text.startsWith("{")) {
            from = "a JSON export of sacred";
            conversations.add(exported(file, bytes, host));
        } else if (text.startsWith("[")) {
            from = "a log of llm";
            conversations.addAll(logged(file, text));
        } else {
            throw new UsageException(file + " is neither a JSON export of sacred nor what llm logs --json prints."
                    + " Markdown does not say who said what, and is not imported.");
        }
        EveryText clean = new EveryText(secrets::redact, secrets::redact, UnaryOperator.identity());
        for (List<Event.Durable> events : conversations) {
            List<Event.Durable> marked = marked(events, "Imported from " + from + ", " + file.getFileName() + ".");
            try (Journal journal = Journal.imported(
                    marked.stream().map(clean::of).toList(), host.timelines(), Host.VERSION, host.clock())) {
                host.out()
                        .safeLine(Ulid.shortened(journal.id()) + "  "
                                + journal.file().orElseThrow());
            }
        }
        return Cli.OK;
    }

    private static byte[] bytes(Path file) throws UsageException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new UsageException(file + " is larger than " + MOST_BYTES / (1024 * 1024) + " MB.");
        }
        return Files.readAllBytes(file);
    }

    private static List<Event.Durable> exported(Path file, byte[] bytes, Host host) throws UsageException {
        try {
            Reading reading = Document.read(file, bytes);
            reading.problems().forEach(problem -> host.err().safeLine("note: not in the export: " + problem));
            return reading.entries().stream()
                    .map(entry -> ((Entry.Durable) entry).event())
                    .toList();
        } catch (JournalException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static List<List<Event.Durable>> logged(Path file, String text) throws UsageException {
        try {
            return LlmLog.of(text).conversations();
        } catch (LlmLog.Unreadable e) {
            throw new UsageException(file + " cannot be read as a log of llm: " + e.getMessage() + ".");
        }
    }

    /** The first thing that was asked says where it comes from. */
    private static List<Event.Durable> marked(List<Event.Durable> events, String note) throws UsageException {
        List<Event.Durable> marked = new ArrayList<>(events);
        for (int i = 0; i < marked.size(); i++) {
            if (marked.get(i) instanceof Event.Opened(Block.Input input)) {
                List<String> notes = new ArrayList<>(input.head().notes());
                notes.add(note);
                Block.Head head = new Block.Head(
                        input.head().id(),
                        input.head().turn(),
                        input.head().at(),
                        input.head().durationMs(),
                        notes);
                marked.set(
                        i,
                        new Event.Opened(new Block.Input(
                                head, input.text(), input.command(), input.retryOf(), input.attachments())));
                return marked;
            }
        }
        throw new UsageException("Nothing was asked in it, so there is nothing to import.");
    }
}
