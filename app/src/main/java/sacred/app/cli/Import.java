package sacred.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.export.Enclosed;
import sacred.app.host.Host;
import sacred.app.intake.ChatExport;
import sacred.app.intake.LlmLog;
import sacred.app.intake.Unreadable;
import sacred.providers.secret.Secrets;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.EveryText;
import sacred.timeline.journal.ContentStore;
import sacred.timeline.journal.Document;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Header;
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
        return "new timelines of a JSON export of sacred, a log of llm (logs --json) or an OpenAI chat export";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, ConfigException, IOException {
        Path file = Path.of(call.onlyWord("file"));
        Secrets secrets = ShowConfig.load(call, host).secrets();
        EveryText clean = new EveryText(secrets::redact, secrets::redact, UnaryOperator.identity());
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        if (ChatExport.recognises(file)) {
            return new ChatImport(file, clean, host).run();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new UsageException(file + " is larger than " + MOST_BYTES / (1024 * 1024) + " MB.");
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8).stripLeading();
        if (text.startsWith("{")) {
            exported(file, bytes, secrets, host);
        } else if (text.startsWith("[")) {
            for (List<Event.Durable> events : logged(file, text)) {
                Header header = Header.imported(Host.VERSION, host.clock().instant(), Optional.empty());
                take(events, header, "a log of llm", file, clean, host);
            }
        } else if (text.startsWith("PK")) {
            throw new UsageException(
                    file + " is an archive. Unpack it; of an OpenAI chat export conversations.json is what"
                            + " is imported.");
        } else {
            throw new UsageException(
                    file + " is neither a JSON export of sacred, nor what llm logs --json prints, nor the"
                            + " conversations.json of an OpenAI chat export."
                            + " Markdown does not say who said what, and is not imported.");
        }
        return Cli.OK;
    }

    private static void take(
            List<Event.Durable> events, Header header, String from, Path file, EveryText clean, Host host)
            throws UsageException, IOException {
        if (events.stream().noneMatch(Event.Opened.class::isInstance)) {
            throw new UsageException("Nothing was asked in it, so there is nothing to import.");
        }
        String note = "Imported from " + from + ", " + file.getFileName() + ".";
        List<Event.Durable> marked =
                marked(events, List.of(note)).stream().map(clean::of).toList();
        try (Journal journal = Journal.imported(marked, host.timelines(), header, host.clock())) {
            say(journal, host);
        }
    }

    static void say(Journal journal, Host host) {
        host.out().safeLine(Ulid.shortened(journal.id()) + "  " + journal.file().orElseThrow());
    }

    private static void exported(Path file, byte[] bytes, Secrets secrets, Host host)
            throws UsageException, IOException {
        Document.Whole whole;
        try {
            whole = Document.read(file, bytes);
        } catch (JournalException e) {
            throw new UsageException(e.getMessage());
        }
        Reading reading = whole.reading();
        reading.problems().forEach(problem -> host.err().safeLine("note: not in the export: " + problem));
        List<Event.Durable> events = reading.entries().stream()
                .map(entry -> ((Entry.Durable) entry).event())
                .toList();
        Enclosed.Changed files = new Enclosed(whole.contents(), List.of()).with(secrets::redact);
        EveryText clean = new EveryText(secrets::redact, secrets::redact, UnaryOperator.identity(), files.renamed());
        attachments(reading.entries(), files, host);
        Header header = Header.imported(
                Host.VERSION, host.clock().instant(), reading.header().flatMap(Header::repaired));
        take(events, header, "a JSON export of sacred", file, clean, host);
    }

    /** On disk before the records that name them. */
    private static void attachments(List<Entry> entries, Enclosed.Changed files, Host host) throws IOException {
        ContentStore store = ContentStore.in(host.attachments());
        Set<String> seen = new HashSet<>();
        for (Attachment file : Enclosed.named(entries)) {
            Attachment named = files.renamed().apply(file);
            if (!seen.add(named.sha256())) {
                continue;
            }
            Optional<String> text = files.enclosed().of(named);
            if (text.isPresent()) {
                store.keep(new Attachment.Text(named.name(), text.get()));
            } else if (store.of(named).isEmpty()) {
                host.err().safeLine("note: not in the export: what stands in " + named.described());
            }
        }
    }

    private static List<List<Event.Durable>> logged(Path file, String text) throws UsageException {
        try {
            return LlmLog.of(text).conversations();
        } catch (Unreadable e) {
            throw new UsageException(file + " cannot be read as a log of llm: " + e.getMessage() + ".");
        }
    }

    /** The first thing that was asked says where it comes from, and what else is worth knowing of it. */
    static List<Event.Durable> marked(List<Event.Durable> events, List<String> notes) {
        List<Event.Durable> marked = new ArrayList<>(events);
        for (int i = 0; i < marked.size(); i++) {
            if (marked.get(i) instanceof Event.Opened(Block.Input input)) {
                Block.Head head = input.head();
                List<String> all = new ArrayList<>(head.notes());
                all.addAll(notes);
                Block.Head noted =
                        new Block.Head(head.id(), head.turn(), head.at(), head.durationMs(), all, head.logicalModel());
                marked.set(
                        i,
                        new Event.Opened(new Block.Input(
                                noted, input.text(), input.command(), input.retryOf(), input.attachments())));
                break;
            }
        }
        return marked;
    }
}
